package io.loadline.node.config;

import java.util.List;
import java.util.SequencedMap;

/** A parsed document that still knows its lines. */
sealed interface Tree {
  /** Where it starts, from 1. */
  int line();

  record Table(int line, SequencedMap<String, Tree> entries) implements Tree {}

  record Items(int line, List<Tree> items) implements Tree {}

  record Scalar(int line, Kind kind, String text) implements Tree {}

  /** What a scalar is in the document; text may still hold a number. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }

  /** What it is called in an error message. */
  default String noun() {
    return switch (this) {
      case Table _ -> "a table";
      case Items _ -> "a list";
      case Scalar scalar ->
          switch (scalar.kind()) {
            case TEXT -> "text";
            case INTEGER -> "a whole number";
            case DECIMAL -> "a decimal number";
            case BOOLEAN -> "true or false";
            case NULL -> "nothing";
          };
    };
  }
}
