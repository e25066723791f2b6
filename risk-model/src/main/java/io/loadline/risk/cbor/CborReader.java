package io.loadline.risk.cbor;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads canonical CBOR strictly: the caller says what must come next. Lengths and counts are
 * checked against what remains before anything is allocated, so hostile input costs no more than
 * its size. One thread.
 */
public final class CborReader {
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private final byte[] input;
  private int position;

  public CborReader(byte[] input) {
    this.input = input.clone();
  }

  /** Reads one item of a list. */
  @FunctionalInterface
  public interface Element<T> {
    T read(CborReader reader) throws CborException;
  }

  public int offset() {
    return position;
  }

  /** The number of items of an array that starts here. */
  public int array() throws CborException {
    int start = position;
    return length(start, head(CborWriter.ARRAY, "array"), "array");
  }

  /** An array that must have exactly {@code count} items. */
  public void array(int count) throws CborException {
    int start = position;
    int actual = array();
    if (actual != count) {
      throw new CborException(start, "expected an array of " + count + ", got " + actual);
    }
  }

  public <T> List<T> list(Element<T> element) throws CborException {
    int count = array();
    var list = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      list.add(element.read(this));
    }
    return list;
  }

  /** An integer from 0 to 2^63 - 1. */
  public long unsigned() throws CborException {
    int start = position;
    long value = head(CborWriter.UNSIGNED, "unsigned integer");
    if (value < 0) {
      throw new CborException(start, "integer above 2^63 - 1");
    }
    return value;
  }

  /** An integer from 0 to 2^31 - 1. */
  public int unsignedInt() throws CborException {
    int start = position;
    long value = unsigned();
    if (value > Integer.MAX_VALUE) {
      throw new CborException(start, "integer above 2^31 - 1");
    }
    return (int) value;
  }

  /** A signed 64-bit integer. */
  public long signed() throws CborException {
    int start = position;
    boolean negative = peekMajor() == CborWriter.NEGATIVE;
    long value = head(negative ? CborWriter.NEGATIVE : CborWriter.UNSIGNED, "integer");
    if (value < 0) {
      throw new CborException(start, "integer beyond 64 bits");
    }
    return negative ? ~value : value;
  }

  /** Any integer, bignums included. */
  public BigInteger integer() throws CborException {
    int start = position;
    return switch (peekMajor()) {
      case CborWriter.UNSIGNED -> unsigned64(head(CborWriter.UNSIGNED, "integer"));
      case CborWriter.NEGATIVE -> unsigned64(head(CborWriter.NEGATIVE, "integer")).not();
      case CborWriter.TAG -> bignum(start);
      default -> throw new CborException(start, "expected an integer");
    };
  }

  public byte[] bytes() throws CborException {
    int start = position;
    return take(length(start, head(CborWriter.BYTES, "byte string"), "byte string"));
  }

  /** A byte string of exactly {@code size} bytes. */
  public byte[] bytes(int size) throws CborException {
    int start = position;
    var value = bytes();
    if (value.length != size) {
      throw new CborException(start, "expected " + size + " bytes, got " + value.length);
    }
    return value;
  }

  public Bytes32 bytes32() throws CborException {
    return Bytes32.of(bytes(Bytes32.SIZE));
  }

  public Address address() throws CborException {
    return Address.of(bytes(Address.SIZE));
  }

  public String text() throws CborException {
    int start = position;
    var value = take(length(start, head(CborWriter.TEXT, "text"), "text"));
    for (var b : value) {
      if (b < 0) {
        throw new CborException(start, "text is not ASCII");
      }
    }
    return new String(value, StandardCharsets.US_ASCII);
  }

  public boolean bool() throws CborException {
    int value = simple();
    if (value != CborWriter.TRUE && value != CborWriter.FALSE) {
      throw new CborException(position - 1, "expected true or false");
    }
    return value == CborWriter.TRUE;
  }

  /** Consumes a null if one stands here. */
  public boolean nil() throws CborException {
    if (position < input.length && (input[position] & 0xff) == CborWriter.NULL) {
      position++;
      return true;
    }
    return false;
  }

  /** Fails unless everything has been read. */
  public void end() throws CborException {
    if (position != input.length) {
      throw new CborException(position, (input.length - position) + " bytes after the end");
    }
  }

  /**
   * Fails unless the item that starts here is this integer: version numbers and other constants.
   */
  public void expect(long constant, String name) throws CborException {
    int start = position;
    long value = unsigned();
    if (value != constant) {
      throw new CborException(start, name + " must be " + constant + ", got " + value);
    }
  }

  /** Builds a value whose own range checks fail as part of the item that began at {@code start}. */
  public static <T> T build(int start, Supplier<T> constructor) throws CborException {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw new CborException(start, String.valueOf(e.getMessage()));
    }
  }

  private BigInteger bignum(int start) throws CborException {
    long tag = head(CborWriter.TAG, "integer");
    if (tag != CborWriter.POSITIVE_BIGNUM && tag != CborWriter.NEGATIVE_BIGNUM) {
      throw new CborException(start, "tag " + Long.toUnsignedString(tag) + " is not allowed");
    }
    var bytes = bytes();
    if (bytes.length <= Long.BYTES || bytes[0] == 0) {
      throw new CborException(start, "bignum is not the shortest form");
    }
    var magnitude = new BigInteger(1, bytes);
    return tag == CborWriter.NEGATIVE_BIGNUM ? magnitude.not() : magnitude;
  }

  private int peekMajor() throws CborException {
    requireAvailable(position, 1);
    return (input[position] & 0xff) >>> 5;
  }

  private int simple() throws CborException {
    requireAvailable(position, 1);
    return input[position++] & 0xff;
  }

  /** Reads a head of the given major type; the argument is unsigned. */
  private long head(int major, String expected) throws CborException {
    int start = position;
    int first = simple();
    if (first >>> 5 != major) {
      throw new CborException(start, "expected " + expected);
    }
    int info = first & 0x1f;
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw new CborException(start, "indefinite or reserved length");
    }
    int tail = 1 << (info - 24);
    requireAvailable(start, tail);
    long argument = 0;
    for (int i = 0; i < tail; i++) {
      argument = argument << 8 | (input[position++] & 0xff);
    }
    if (CborWriter.tailLength(argument) != tail) {
      throw new CborException(start, "head is not the shortest form");
    }
    return argument;
  }

  /** Every item of an array needs a byte at least, so the same bound serves counts and lengths. */
  private int length(int start, long argument, String what) throws CborException {
    if (Long.compareUnsigned(argument, input.length - position) > 0) {
      throw new CborException(start, what + " is longer than what remains");
    }
    return (int) argument;
  }

  private byte[] take(int length) {
    var value = Arrays.copyOfRange(input, position, position + length);
    position += length;
    return value;
  }

  private void requireAvailable(int start, int count) throws CborException {
    if (input.length - position < count) {
      throw new CborException(start, "the input ends here");
    }
  }

  private static BigInteger unsigned64(long value) {
    var signed = BigInteger.valueOf(value);
    return value < 0 ? signed.add(TWO_64) : signed;
  }
}
