package io.loadline.node.margin.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.config.ParameterSetJson;
import io.loadline.risk.margin.MarginEngine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * docs/vectors/attacks: a book for each rule, with the requirement under the default parameters and
 * what it would be without the rule.
 */
class AttackBooksTest {
  private static final Path BOOKS = Path.of("..", "docs", "vectors", "attacks");
  private static final Path DEFAULTS = Path.of("..", "config", "parameters", "crypto-span-1.json");
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path folder;

  static List<String> books() throws IOException {
    try (Stream<Path> books = Files.list(BOOKS)) {
      return books
          .filter(Files::isDirectory)
          .map(book -> book.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("books")
  void theRuleMakesTheBookPayWhatItWouldNotPayOtherwise(String name) throws IOException {
    var attack = JSON.readTree(Files.readString(BOOKS.resolve(name).resolve("attack.json")));
    var with = initial(name, JSON.createObjectNode());
    var without = initial(name, (ObjectNode) attack.path("without"));
    assertThat(with).as("with the rule").isEqualByComparingTo(usd(attack, "initial"));
    assertThat(without).as("without it").isEqualByComparingTo(usd(attack, "initialWithout"));
    assertThat(without).isLessThan(with);
  }

  private BigDecimal initial(String name, ObjectNode changes) throws IOException {
    var margin =
        MarginCase.of(
            PortfolioReader.read(file(name, "portfolio", changes)),
            MarketReader.read(file(name, "market", changes)),
            ParameterSetJson.read(changed(DEFAULTS, changes.path("parameters"))));
    var engine = new MarginEngine(margin.snapshot(), margin.rules());
    return new BigDecimal(engine.margins(1).getFirst().initialUsdE6(), 6);
  }

  private Path file(String name, String part, ObjectNode changes) throws IOException {
    return changed(BOOKS.resolve(name).resolve(part + ".json"), changes.path(part));
  }

  /** The file with each change's value set, or the entry removed, at its JSON pointer. */
  private Path changed(Path original, JsonNode changes) throws IOException {
    var document = JSON.readTree(Files.readString(original));
    for (var change : changes) {
      var pointer = change.path("path").asString();
      int slash = pointer.lastIndexOf('/');
      var key = pointer.substring(slash + 1);
      switch (document.at(pointer.substring(0, slash))) {
        case ArrayNode array -> array.remove(Integer.parseInt(key));
        case ObjectNode object -> object.set(key, change.path("value"));
        default -> throw new AssertionError("nothing at " + pointer);
      }
    }
    return Files.writeString(
        folder.resolve(original.getFileName()), JSON.writeValueAsString(document));
  }

  private static BigDecimal usd(JsonNode attack, String field) {
    var text = attack.path(field).asString();
    return text.isEmpty() ? BigDecimal.ONE.negate() : new BigDecimal(text);
  }
}
