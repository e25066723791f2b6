package io.loadline.risk.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborTree;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of docs/vectors made of cases, each with its rules and snapshot as bytes and as values.
 */
final class VectorFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final ObjectNode content = JSON.createObjectNode();

  VectorFile(String name, String origin) {
    file = Path.of("..", "docs", "vectors", name);
    content.put("origin", origin);
  }

  /** Decodes the case's own bytes again, so that results come from nothing else. */
  Added add(VectorCase added) {
    try {
      var rules = RulesCodec.encode(added.rules());
      var snapshot = SnapshotCodec.encode(added.snapshot());
      ObjectNode json =
          content
              .withArray("cases")
              .addObject()
              .put("name", added.name())
              .put("what", added.what())
              .put("rules", hex(rules))
              .put("snapshot", hex(snapshot));
      var decoded = json.putObject("decoded");
      append(decoded.putArray("rules"), CborTree.list(CborTree.read(rules)));
      append(decoded.putArray("snapshot"), CborTree.list(CborTree.read(snapshot)));
      return new Added(json, RulesCodec.decode(rules), SnapshotCodec.decode(snapshot));
    } catch (CborException e) {
      throw new AssertionError(added.name(), e);
    }
  }

  record Added(ObjectNode json, Rules rules, Snapshot snapshot) {}

  /** Writes the file with -Dloadline.write=true, else holds it to the content. */
  void checkOrWrite() throws IOException {
    var text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n";
    if (Boolean.getBoolean("loadline.write")) {
      Files.writeString(file, text);
    } else {
      assertThat(text.equals(Files.readString(file)))
          .as("%s is as this test writes it with -Dloadline.write=true", file)
          .isTrue();
    }
  }

  static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  private static void append(ArrayNode array, List<Object> items) {
    for (var item : items) {
      switch (item) {
        case byte[] bytes -> array.add(hex(bytes));
        case String text -> array.add(text);
        case BigInteger number -> array.add(number.toString());
        case Boolean flag -> array.add(flag.booleanValue());
        case List<?> list -> append(array.addArray(), CborTree.list(list));
        case Object none -> {
          assertThat(none).isSameAs(CborTree.NULL);
          array.addNull();
        }
      }
    }
  }
}
