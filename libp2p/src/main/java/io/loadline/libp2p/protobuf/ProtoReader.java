package io.loadline.libp2p.protobuf;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over the fields of one protobuf message, in place. Lengths are checked against the bytes
 * that are there before anything is copied; unknown fields are skipped without looking inside;
 * groups are refused.
 */
public final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int wireType;
  private int fieldStart;

  public ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** The number of the next field, or 0 at the end of the message. */
  public int nextField() throws MalformedMessage {
    if (position == end) {
      return 0;
    }
    fieldStart = position;
    long tag = varint();
    wireType = (int) (tag & 7);
    long field = tag >>> 3;
    if (field < 1 || field > 0x1fffffff) {
      throw new MalformedMessage("field number out of range");
    }
    return (int) field;
  }

  public long readLong() throws MalformedMessage {
    expect(VARINT);
    return varint();
  }

  public boolean readBool() throws MalformedMessage {
    return readLong() != 0;
  }

  public byte[] readBytes(int maxLength) throws MalformedMessage {
    int length = length(maxLength);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /** Valid UTF-8 of at most {@code maxLength} bytes. */
  public String readString(int maxLength) throws MalformedMessage {
    int length = length(maxLength);
    position += length;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, position - length, length))
          .toString();
    } catch (CharacterCodingException _) {
      throw new MalformedMessage("text is not UTF-8");
    }
  }

  /** A reader over the embedded message, without a copy. */
  public ProtoReader readMessage() throws MalformedMessage {
    int length = length(Integer.MAX_VALUE);
    position += length;
    return new ProtoReader(bytes, position - length, position);
  }

  /** The field read or skipped last, its tag included, as it stood there. */
  public byte[] lastField() {
    return Arrays.copyOfRange(bytes, fieldStart, position);
  }

  /** What has not been read yet. */
  public byte[] rest() {
    return Arrays.copyOfRange(bytes, position, end);
  }

  public void skip() throws MalformedMessage {
    switch (wireType) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length(Integer.MAX_VALUE));
      case FIXED32 -> advance(4);
      default -> throw new MalformedMessage("wire type " + wireType);
    }
  }

  private void advance(int count) throws MalformedMessage {
    if (count > end - position) {
      throw new MalformedMessage("field runs past the end");
    }
    position += count;
  }

  private int length(int maxLength) throws MalformedMessage {
    expect(BYTES);
    long length = varint();
    if (length < 0 || length > end - position) {
      throw new MalformedMessage("field runs past the end");
    }
    if (length > maxLength) {
      throw new MalformedMessage("field of " + length + " bytes, limit " + maxLength);
    }
    return (int) length;
  }

  private void expect(int type) throws MalformedMessage {
    if (wireType != type) {
      throw new MalformedMessage("wire type " + wireType + " instead of " + type);
    }
  }

  private long varint() throws MalformedMessage {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == end) {
        throw new MalformedMessage("varint runs past the end");
      }
      byte next = bytes[position++];
      if (shift == 63 && (next & 0xfe) != 0) {
        throw new MalformedMessage("varint is longer than 64 bits");
      }
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedMessage("varint is longer than ten bytes");
  }
}
