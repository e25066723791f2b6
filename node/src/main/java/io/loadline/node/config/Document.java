package io.loadline.node.config;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** Reads a YAML or JSON file into a {@link Section}; keys may not repeat. */
public final class Document {
  private static final long MAX_BYTES = 16L << 20;
  private static final int MAX_DEPTH = 16;

  private final Path file;
  private final JsonParser parser;

  private Document(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Reads a file; its name's ending does not matter. */
  static Section yaml(Path file) {
    return read(file, new YAMLFactory());
  }

  /** Reads a file as strict JSON. */
  public static Section json(Path file) {
    return read(file, new JsonFactory());
  }

  private static Section read(Path file, TokenStreamFactory format) {
    String content = content(file);
    try (JsonParser parser = format.createParser(ObjectReadContext.empty(), content)) {
      Document document = new Document(file, parser);
      if (parser.nextToken() == null) {
        throw document.error("is empty", "Write the settings into it.");
      }
      Tree tree = document.value(0);
      if (parser.nextToken() != null) {
        throw document.error("holds more than one document", "Keep one.");
      }
      if (tree instanceof Tree.Table table) {
        return new Section(file, "", table);
      }
      throw document.error(
          "is " + tree.noun() + " where a table belongs", "Start from an example.");
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      String first = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no reason");
      throw new OperatorException.Configuration(
          "cannot be parsed, " + first, file + " line " + line, "Correct the syntax there.");
    }
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new OperatorException.Configuration(
            "is larger than 16 MiB", file.toString(), "Give the right file.");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (NoSuchFileException e) {
      throw new OperatorException.Configuration(
          "there is no such file", file.toString(), "Create it, or correct the path.");
    } catch (CharacterCodingException e) {
      throw new OperatorException.Configuration(
          "is not UTF-8 text", file.toString(), "Give the right file.");
    } catch (IOException e) {
      throw new OperatorException.Configuration(
          "cannot be read, " + e.getMessage(), file.toString(), "Make it readable for this user.");
    }
  }

  /** Reads the value whose first token is the parser's current one. */
  private Tree value(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("is nested deeper than " + MAX_DEPTH, "Start from an example.");
    }
    int line = line();
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> new Tree.Table(line, entries(depth));
      case START_ARRAY -> new Tree.Items(line, items(depth));
      case VALUE_STRING -> scalar(Tree.Kind.TEXT);
      case VALUE_NUMBER_INT -> scalar(Tree.Kind.INTEGER);
      case VALUE_NUMBER_FLOAT -> scalar(Tree.Kind.DECIMAL);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Tree.Kind.BOOLEAN);
      case VALUE_NULL -> scalar(Tree.Kind.NULL);
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw error("has " + token + " where a value belongs", "Correct the syntax there.");
    };
  }

  private SequencedMap<String, Tree> entries(int depth) {
    SequencedMap<String, Tree> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      int line = line();
      parser.nextToken();
      if (entries.putIfAbsent(key, value(depth + 1)) != null) {
        throw new OperatorException.Configuration(
            "the key " + key + " stands here again", file + " line " + line, "Keep one of them.");
      }
    }
    return entries;
  }

  private List<Tree> items(int depth) {
    List<Tree> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(depth + 1));
    }
    return items;
  }

  private Tree scalar(Tree.Kind kind) {
    return new Tree.Scalar(line(), kind, parser.getString());
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private OperatorException error(String what, String remedy) {
    return new OperatorException.Configuration(what, file + " line " + line(), remedy);
  }
}
