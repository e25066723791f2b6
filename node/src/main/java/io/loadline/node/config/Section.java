package io.loadline.node.config;

import io.loadline.node.OperatorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * One table of a document, read key by key. Whoever has read all keys calls {@link #end}; a key
 * that nobody asked for is a mistake, most likely a misspelt one.
 */
public final class Section {
  private final Path file;
  private final String path;
  private final Tree.Table table;
  private final Set<String> asked = new HashSet<>();

  Section(Path file, String path, Tree.Table table) {
    this.file = file;
    this.path = path;
    this.table = table;
  }

  /** The file this stands in, for paths relative to it. */
  Path file() {
    return file;
  }

  /** Where it stands. */
  public Place place() {
    return new Place(file + " line " + table.line() + (path.isEmpty() ? "" : ", " + path), path);
  }

  Set<String> keys() {
    return table.entries().keySet();
  }

  public boolean has(String key) {
    asked.add(key);
    return table.entries().containsKey(key)
        && !(table.entries().get(key) instanceof Tree.Scalar(_, Tree.Kind kind, _)
            && kind == Tree.Kind.NULL);
  }

  public String text(String key) {
    return text(key, required(key));
  }

  public <T> T text(String key, String expected, Function<String, T> reading) {
    return read(key, required(key), expected, reading);
  }

  /** What may stand as text or as a whole number. */
  public <T> T word(String key, String expected, Function<String, T> reading) {
    Tree value = required(key);
    if (value instanceof Tree.Scalar(int line, Tree.Kind kind, String text)
        && kind == Tree.Kind.INTEGER) {
      return read(key, new Tree.Scalar(line, Tree.Kind.TEXT, text), expected, reading);
    }
    return read(key, value, expected, reading);
  }

  /** One of a few words. */
  public <T> T choice(String key, SequencedMap<String, T> words) {
    String text = text(key);
    T value = words.get(text);
    if (value == null) {
      String list = String.join(", ", words.sequencedKeySet());
      throw invalid(
          key,
          "\"" + shown(text) + "\" is not known",
          Spelling.nearest(text, words.sequencedKeySet())
              .map(word -> "Write " + word + ", or another of " + list + ".")
              .orElse("Write one of " + list + "."));
    }
    return value;
  }

  public <T> Optional<T> optional(String key, String expected, Function<String, T> reading) {
    return has(key) ? Optional.of(text(key, expected, reading)) : Optional.empty();
  }

  public long number(String key, long min, long max) {
    Tree value = required(key);
    if (value instanceof Tree.Scalar(_, Tree.Kind kind, String text) && kind == Tree.Kind.INTEGER) {
      try {
        long number = Long.parseLong(text);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException _) {
        // Falls through: beyond 64 bits, or in a base that YAML knows and we do not take.
      }
      throw error(
          key,
          value,
          text + " is out of range",
          "Give a whole number from " + min + " to " + max + ".");
    }
    throw wrongType(key, value, "a whole number");
  }

  public long number(String key, long min, long max, long otherwise) {
    return has(key) ? number(key, min, max) : otherwise;
  }

  public boolean flag(String key, boolean otherwise) {
    return has(key) ? flag(key) : otherwise;
  }

  boolean flag(String key) {
    Tree value = required(key);
    if (value instanceof Tree.Scalar(_, Tree.Kind kind, String text) && kind == Tree.Kind.BOOLEAN) {
      return Boolean.parseBoolean(text);
    }
    throw wrongType(key, value, "true or false");
  }

  public Section section(String key) {
    Tree value = required(key);
    if (value instanceof Tree.Table inner) {
      return new Section(file, inside(key), inner);
    }
    throw wrongType(key, value, "a table");
  }

  public Optional<Section> optionalSection(String key) {
    return has(key) ? Optional.of(section(key)) : Optional.empty();
  }

  /** A list of tables. */
  public <T> List<T> sections(String key, Function<Section, T> reading) {
    List<T> read = new ArrayList<>();
    List<Tree> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      String name = key + "[" + i + "]";
      if (!(items.get(i) instanceof Tree.Table inner)) {
        throw wrongType(name, items.get(i), "a table");
      }
      read.add(reading.apply(new Section(file, inside(name), inner)));
    }
    return List.copyOf(read);
  }

  /** A list of tables that may be left out. */
  public <T> List<T> optionalSections(String key, Function<Section, T> reading) {
    return has(key) ? sections(key, reading) : List.of();
  }

  /** A list of texts. */
  <T> List<T> texts(String key, String expected, Function<String, T> reading) {
    List<T> read = new ArrayList<>();
    List<Tree> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      read.add(read(key + "[" + i + "]", items.get(i), expected, reading));
    }
    return List.copyOf(read);
  }

  /** A list in which some items are texts that stand for something, and others tables. */
  <T> List<T> textsOrSections(
      String key, String expected, Function<String, T> ofText, Function<Section, T> ofSection) {
    List<T> read = new ArrayList<>();
    List<Tree> items = items(key);
    for (int i = 0; i < items.size(); i++) {
      String name = key + "[" + i + "]";
      read.add(
          items.get(i) instanceof Tree.Table inner
              ? ofSection.apply(new Section(file, inside(name), inner))
              : read(name, items.get(i), expected, ofText));
    }
    return List.copyOf(read);
  }

  <T> List<T> optionalTexts(String key, String expected, Function<String, T> reading) {
    return has(key) ? texts(key, expected, reading) : List.of();
  }

  /** Builds a value whose own checks fail as this table's. */
  public <T> T build(Function<Section, T> constructor) {
    T built;
    try {
      built = constructor.apply(this);
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    end();
    return built;
  }

  /** Fails if the table has a key that was never asked for. */
  public void end() {
    for (var entry : table.entries().entrySet()) {
      if (!asked.contains(entry.getKey())) {
        throw error(
            entry.getKey(),
            entry.getValue(),
            "is not a known key",
            "Remove it" + nearest(entry.getKey()));
      }
    }
  }

  /** The whole table is wrong for a reason that no single key has. */
  public OperatorException invalid(String what) {
    return place().refuse(what, "Correct the values there.");
  }

  /** A key's value is wrong. */
  public OperatorException invalid(String key, String what, String remedy) {
    return error(key, required(key), what, remedy);
  }

  private Tree required(String key) {
    asked.add(key);
    Tree value = table.entries().get(key);
    if (value == null) {
      List<String> unasked =
          table.entries().keySet().stream().filter(given -> !asked.contains(given)).toList();
      throw place()
          .refuse(
              "the key " + key + " is missing",
              Spelling.nearest(key, unasked)
                  .map(given -> "Add it, or write it for " + given + " if that was meant.")
                  .orElse("Add it."));
    }
    return value;
  }

  private List<Tree> items(String key) {
    Tree value = required(key);
    if (value instanceof Tree.Items list) {
      return list.items();
    }
    throw wrongType(key, value, "a list");
  }

  private String text(String key, Tree value) {
    if (value instanceof Tree.Scalar(_, Tree.Kind kind, String text) && kind == Tree.Kind.TEXT) {
      return text;
    }
    throw wrongType(key, value, "text");
  }

  private <T> T read(String key, Tree value, String expected, Function<String, T> reading) {
    String text = text(key, value);
    try {
      return reading.apply(text);
    } catch (IllegalArgumentException e) {
      throw error(
          key, value, "\"" + shown(text) + "\" is not " + expected, "Give " + expected + ".");
    }
  }

  private static String shown(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  private OperatorException wrongType(String key, Tree value, String expected) {
    return error(
        key,
        value,
        "is " + value.noun() + " where " + expected + " belongs",
        "Give " + expected + ".");
  }

  private OperatorException error(String key, Tree value, String what, String remedy) {
    return new OperatorException.Configuration(
        what, file + " line " + value.line() + ", " + inside(key), remedy);
  }

  private String inside(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The known key that was probably meant: close in spelling, and not given. */
  private String nearest(String unknown) {
    List<String> absent = asked.stream().filter(key -> !table.entries().containsKey(key)).toList();
    return Spelling.nearest(unknown, absent)
        .map(key -> ", or write " + key + " if that was meant.")
        .orElse(".");
  }
}
