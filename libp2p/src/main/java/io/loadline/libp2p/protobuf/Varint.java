package io.loadline.libp2p.protobuf;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/** Unsigned LEB128 integers of at most 63 bits, minimal encoding only. */
public final class Varint {
  /** Not enough bytes yet. */
  public static final long INCOMPLETE = -1;

  /** Too long, not minimal, or above the caller's limit. */
  public static final long MALFORMED = -2;

  private static final int MAX_BYTES = 9;

  private Varint() {}

  /**
   * Reads one varint, or leaves the buffer as it was and returns {@link #INCOMPLETE} or {@link
   * #MALFORMED}. A length above {@code limit} is malformed as soon as enough bytes are there to
   * know.
   */
  public static long read(ByteBuf in, long limit) {
    long value = 0;
    int start = in.readerIndex();
    int available = Math.min(in.readableBytes(), MAX_BYTES);
    for (int i = 0; i < available; i++) {
      int next = in.getByte(start + i);
      value |= (long) (next & 0x7f) << (7 * i);
      if (value > limit) {
        return MALFORMED;
      }
      if (next >= 0) {
        if (next == 0 && i > 0) {
          return MALFORMED;
        }
        in.readerIndex(start + i + 1);
        return value;
      }
    }
    return available == MAX_BYTES ? MALFORMED : INCOMPLETE;
  }

  public static void write(ByteArrayOutputStream out, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a varint is not negative: " + value);
    }
    writeBits(out, value);
  }

  /** Writes all 64 bits, as protobuf does for negative numbers. */
  static void writeBits(ByteArrayOutputStream out, long bits) {
    long rest = bits;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  public static byte[] encode(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(MAX_BYTES);
    write(out, value);
    return out.toByteArray();
  }

  /** The bytes with their length in front. */
  public static byte[] prefixed(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 5);
    write(out, body.length);
    out.writeBytes(body);
    return out.toByteArray();
  }
}
