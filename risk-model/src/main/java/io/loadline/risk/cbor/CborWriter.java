package io.loadline.risk.cbor;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes canonical CBOR: shortest heads, definite lengths. One thread. */
public final class CborWriter {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int TAG = 6;
  static final int POSITIVE_BIGNUM = 2;
  static final int NEGATIVE_BIGNUM = 3;
  static final int FALSE = 0xf4;
  static final int TRUE = 0xf5;
  static final int NULL = 0xf6;

  private byte[] buffer = new byte[256];
  private int size;

  /** Starts an array; exactly {@code count} items must follow. */
  public CborWriter array(int count) {
    head(ARRAY, count);
    return this;
  }

  /** An array of all elements, each written by {@code element}. */
  public <T> CborWriter list(List<T> list, BiConsumer<CborWriter, T> element) {
    array(list.size());
    for (var item : list) {
      element.accept(this, item);
    }
    return this;
  }

  public CborWriter integer(long value) {
    if (value >= 0) {
      head(UNSIGNED, value);
    } else {
      head(NEGATIVE, ~value);
    }
    return this;
  }

  public CborWriter integer(BigInteger value) {
    boolean negative = value.signum() < 0;
    var magnitude = negative ? value.not() : value;
    if (magnitude.bitLength() <= Long.SIZE) {
      head(negative ? NEGATIVE : UNSIGNED, magnitude.longValue());
      return this;
    }
    head(TAG, negative ? NEGATIVE_BIGNUM : POSITIVE_BIGNUM);
    var bytes = magnitude.toByteArray();
    return bytes(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  public CborWriter bytes(byte[] value) {
    head(BYTES, value.length);
    append(value);
    return this;
  }

  public CborWriter bytes(Bytes32 value) {
    return bytes(value.toByteArray());
  }

  public CborWriter bytes(Address value) {
    return bytes(value.toByteArray());
  }

  public CborWriter text(String ascii) {
    if (!ascii.chars().allMatch(c -> c < 0x80)) {
      throw new IllegalArgumentException("text must be ASCII");
    }
    head(TEXT, ascii.length());
    append(ascii.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  public CborWriter bool(boolean value) {
    ensure(1);
    buffer[size++] = (byte) (value ? TRUE : FALSE);
    return this;
  }

  public CborWriter nil() {
    ensure(1);
    buffer[size++] = (byte) NULL;
    return this;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** {@code argument} is unsigned. */
  private void head(int major, long argument) {
    int tail = tailLength(argument);
    ensure(1 + tail);
    int info = tail == 0 ? (int) argument : 24 + Integer.numberOfTrailingZeros(tail);
    buffer[size++] = (byte) (major << 5 | info);
    for (int i = tail - 1; i >= 0; i--) {
      buffer[size++] = (byte) (argument >>> (8 * i));
    }
  }

  /** Bytes after the head's first one: the shortest of 0, 1, 2, 4, 8. */
  static int tailLength(long argument) {
    if (Long.compareUnsigned(argument, 24) < 0) {
      return 0;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(argument);
    return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  private void append(byte[] value) {
    ensure(value.length);
    System.arraycopy(value, 0, buffer, size, value.length);
    size += value.length;
  }

  private void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * needed));
    }
  }
}
