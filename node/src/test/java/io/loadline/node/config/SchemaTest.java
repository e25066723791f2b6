package io.loadline.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.bundle.TestNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas name the keys that the readers read; checked on what we write and ship. */
class SchemaTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CONFIG = NodeConfigReaderTest.repository().resolve("config");
  private static final TestNetwork NETWORK = new TestNetwork(9);

  @Test
  void whatIsWrittenFitsItsSchema() {
    NetworkManifest manifest =
        new NetworkManifest("test", NETWORK.genesis, NETWORK.rules, NETWORK.certificate, List.of());
    assertThat(faults("manifest", JSON.readTree(ManifestJson.write(manifest)))).isEmpty();
    FoundingManifest founding =
        new FoundingManifest(
            "test",
            NETWORK.genesis,
            NETWORK.rules,
            new FoundingManifest.FirstKeyTerms(1, 1, 1_000, 0),
            List.of());
    assertThat(faults("manifest", JSON.readTree(ManifestJson.write(founding)))).isEmpty();
    assertThat(faults("rules", RulesJson.write(NETWORK.rules))).isEmpty();
    assertThat(
            faults(
                "node",
                YAMLMapper.builder()
                    .build()
                    .readTree(CONFIG.resolve("node.example.yaml").toFile())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crypto-span-1", "devnet", "grid-33", "span-16"})
  void everyShippedParameterSetFitsTheSchema(String name) {
    JsonNode set = JSON.readTree(CONFIG.resolve("parameters/" + name + ".json").toFile());
    assertThat(faults("parameters", set)).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatTheReaderRefuses() {
    ObjectNode set =
        (ObjectNode) JSON.readTree(CONFIG.resolve("parameters/crypto-span-1.json").toFile());
    set.putArray("scenarios").add("G34").addObject().put("move", "0.5").put("volatility", "up");
    ((ObjectNode) set.path("assets").path(0)).put("lotDecimals", 13).remove("basis");
    ((ObjectNode) set.path("network").path("caution")).put("calmRounds", 0).put("calm", 1);
    set.putArray("stables").addObject().put("asset", "usdc").put("stress", "0");
    assertThat(faults("parameters", set))
        .hasSize(7)
        .anyMatch(fault -> fault.startsWith("$.scenarios[0] fits no choice"))
        .anyMatch(fault -> fault.startsWith("$.scenarios[1] fits no choice"))
        .contains(
            "$.assets[0].lotDecimals is too large",
            "$.assets[0] lacks basis",
            "$.network.caution.calmRounds is too small",
            "$.network.caution.calm is unknown",
            "$.stables[0].asset does not match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"market", "parameters", "portfolio", "rules"})
  void everyFieldIsDescribed(String name) {
    List<String> silent = new ArrayList<>();
    findUndescribed("$", schema(name), silent);
    assertThat(silent).isEmpty();
  }

  @Test
  void theReadmeListsEveryParameter() throws IOException {
    String readme = Files.readString(CONFIG.resolve("parameters/README.md"));
    JsonNode properties = schema("parameters").path("properties");
    assertThat(readme).contains(names("network", properties.path("network")));
    for (String list : List.of("groups", "assets", "related", "stables")) {
      assertThat(readme).contains(names(list, properties.path(list).path("items")));
    }
  }

  /** The full names of a table's values, as the README writes them. */
  private static List<String> names(String path, JsonNode schema) {
    List<String> names = new ArrayList<>();
    for (var entry : schema.path("properties").properties()) {
      String inner = path + "." + entry.getKey();
      names.addAll(
          entry.getValue().has("properties")
              ? names(inner, entry.getValue())
              : List.of("`" + inner + "`"));
    }
    return names;
  }

  private static void findUndescribed(String at, JsonNode schema, List<String> silent) {
    for (var definition : schema.path("$defs").properties()) {
      findUndescribed("$defs." + definition.getKey(), definition.getValue(), silent);
    }
    for (var entry : schema.path("properties").properties()) {
      String inner = at + "." + entry.getKey();
      if (!entry.getValue().has("description") && !entry.getValue().has("$ref")) {
        silent.add(inner);
      }
      findUndescribed(inner, entry.getValue(), silent);
    }
    for (JsonNode choice : schema.path("anyOf")) {
      findUndescribed(at, choice, silent);
    }
    if (schema.has("items")) {
      findUndescribed(at + "[]", schema.path("items"), silent);
    }
  }

  @Test
  void theExampleShowsEveryKeyOfTheSchema() {
    JsonNode example =
        YAMLMapper.builder().build().readTree(CONFIG.resolve("node.example.yaml").toFile());
    JsonNode schema = schema("node");
    for (String key : schema.path("properties").propertyNames()) {
      assertThat(example.has(key)).as(key).isTrue();
      for (String inner : schema.path("properties").path(key).path("properties").propertyNames()) {
        assertThat(example.path(key).has(inner)).as(key + "." + inner).isTrue();
      }
    }
  }

  private static List<String> faults(String schema, JsonNode document) {
    return JsonSchema.of(schema).faults(document);
  }

  private static JsonNode schema(String name) {
    return JsonSchema.of(name).root();
  }
}
