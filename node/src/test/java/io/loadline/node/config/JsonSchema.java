package io.loadline.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few rules of JSON Schema that the files in config/schema use. */
public final class JsonSchema {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SCHEMAS = NodeConfigReaderTest.repository().resolve("config/schema");

  private final JsonNode root;

  private JsonSchema(JsonNode root) {
    this.root = root;
  }

  /** The schema file of that name. */
  public static JsonSchema of(String name) {
    return new JsonSchema(JSON.readTree(SCHEMAS.resolve(name + ".json").toFile()));
  }

  public JsonNode root() {
    return root;
  }

  /** What does not fit, with its place; empty for a valid document. */
  public List<String> faults(JsonNode document) {
    List<String> faults = new ArrayList<>();
    check("$", root, document, faults);
    return faults;
  }

  private void check(String at, JsonNode schema, JsonNode value, List<String> faults) {
    if (schema.has("$ref")) {
      refer(at, schema.path("$ref").stringValue(), value, faults);
      return;
    }
    if (schema.has("anyOf")) {
      checkChoices(at, schema.path("anyOf"), value, faults);
    }
    if (schema.has("oneOf") && checkChoices(at, schema.path("oneOf"), value, faults) > 1) {
      faults.add(at + " fits more than one choice");
    }
    String type = schema.path("type").asString("");
    boolean typed =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          case "" -> true;
          default -> throw new IllegalArgumentException("unknown type " + type);
        };
    if (!typed) {
      faults.add(at + " is no " + type);
      return;
    }
    checkScalar(at, schema, value, faults);
    if (value.isObject()) {
      checkObject(at, schema, value, faults);
    }
    if (value.isArray()
        && (value.size() < schema.path("minItems").asInt(0)
            || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE))) {
      faults.add(at + " has too few or too many items");
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(at + "[" + i + "]", schema.path("items"), value.get(i), faults);
    }
  }

  private void refer(String at, String reference, JsonNode value, List<String> faults) {
    if (reference.startsWith("#")) {
      check(at, root.requiredAt(reference.substring(1)), value, faults);
    } else {
      JsonSchema other = of(reference.replace(".json", ""));
      other.check(at, other.root, value, faults);
    }
  }

  /** How many fit. */
  private int checkChoices(String at, JsonNode choices, JsonNode value, List<String> faults) {
    List<String> all = new ArrayList<>();
    int fitting = 0;
    for (JsonNode choice : choices) {
      List<String> own = new ArrayList<>();
      check(at, choice, value, own);
      fitting += own.isEmpty() ? 1 : 0;
      all.addAll(own);
    }
    if (fitting == 0) {
      faults.add(at + " fits no choice: " + all);
    }
    return fitting;
  }

  private static void checkScalar(String at, JsonNode schema, JsonNode value, List<String> faults) {
    if (schema.has("pattern")
        && !Pattern.compile(schema.path("pattern").stringValue())
            .matcher(value.stringValue())
            .find()) {
      faults.add(at + " does not match");
    }
    if (schema.has("maximum") && value.asLong() > schema.path("maximum").asLong()) {
      faults.add(at + " is too large");
    }
    if (schema.has("minimum") && value.asLong() < schema.path("minimum").asLong()) {
      faults.add(at + " is too small");
    }
    if (schema.has("const") && !schema.path("const").equals(value)) {
      faults.add(at + " is not " + schema.path("const"));
    }
    if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
      faults.add(at + " is none of " + schema.path("enum"));
    }
  }

  private void checkObject(String at, JsonNode schema, JsonNode value, List<String> faults) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.stringValue())) {
        faults.add(at + " lacks " + required.stringValue());
      }
    }
    boolean isClosed = schema.has("properties") || schema.has("additionalProperties");
    for (var entry : value.properties()) {
      JsonNode inner = schema.path("properties").path(entry.getKey());
      if (inner.isMissingNode()) {
        inner = schema.path("additionalProperties");
      }
      if (inner.isObject()) {
        check(at + "." + entry.getKey(), inner, entry.getValue(), faults);
      } else if (isClosed) {
        faults.add(at + "." + entry.getKey() + " is unknown");
      }
    }
  }
}
