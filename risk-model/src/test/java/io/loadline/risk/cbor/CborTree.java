package io.loadline.risk.cbor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Any canonical CBOR as lists, numbers, byte strings, texts, booleans and {@link #NULL}: to change
 * one item and write the rest as it was.
 */
public final class CborTree {
  public static final Object NULL = new Object();

  private CborTree() {}

  /** A tree whose lists can be changed. */
  public static Object read(byte[] bytes) throws CborException {
    var in = new CborReader(bytes);
    var tree = item(in, bytes);
    in.end();
    return tree;
  }

  public static byte[] write(Object tree) {
    var out = new CborWriter();
    write(out, tree);
    return out.toByteArray();
  }

  @SuppressWarnings("unchecked")
  public static List<Object> list(Object tree) {
    return (List<Object>) tree;
  }

  private static Object item(CborReader in, byte[] bytes) throws CborException {
    int first = bytes[in.offset()] & 0xff;
    if (in.nil()) {
      return NULL;
    }
    return switch (first >>> 5) {
      case CborWriter.BYTES -> in.bytes();
      case CborWriter.TEXT -> in.text();
      case CborWriter.ARRAY -> {
        int count = in.array();
        var items = new ArrayList<Object>();
        for (int i = 0; i < count; i++) {
          items.add(item(in, bytes));
        }
        yield items;
      }
      case CborWriter.UNSIGNED, CborWriter.NEGATIVE, CborWriter.TAG -> in.integer();
      default -> in.bool();
    };
  }

  private static void write(CborWriter out, Object tree) {
    switch (tree) {
      case byte[] bytes -> out.bytes(bytes);
      case String text -> out.text(text);
      case BigInteger number -> out.integer(number);
      case Long number -> out.integer(number);
      case Boolean flag -> out.bool(flag);
      case List<?> items -> {
        out.array(items.size());
        items.forEach(item -> write(out, item));
      }
      default -> {
        if (tree != NULL) {
          throw new IllegalArgumentException("no CBOR: " + tree);
        }
        out.nil();
      }
    }
  }
}
