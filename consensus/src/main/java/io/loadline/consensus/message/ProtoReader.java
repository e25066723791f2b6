package io.loadline.consensus.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.io.IOException;

/**
 * Reads protobuf fields in exactly the order they were written. A missing, repeated, unknown or
 * oversized field ends the reading, and nothing is allocated beyond the bytes at hand.
 */
public final class ProtoReader {
  private static final int END = 0;

  private final CodedInputStream in;
  private int tag;

  public ProtoReader(byte[] bytes) throws IOException {
    in = CodedInputStream.newInstance(bytes);
    tag = in.readTag();
  }

  /** The number of the field that comes next, or 0 at the end. */
  public int nextField() {
    return WireFormat.getTagFieldNumber(tag);
  }

  public boolean has(int field) {
    return nextField() == field;
  }

  public long uint(int field, long max) throws IOException {
    expect(field, WireFormat.WIRETYPE_VARINT);
    long value = in.readUInt64();
    if (value < 0 || value > max) {
      throw malformed("field " + field + " is out of range");
    }
    tag = in.readTag();
    return value;
  }

  public int counter(int field) throws IOException {
    return (int) uint(field, Limits.COUNTER);
  }

  public int member(int field) throws IOException {
    return (int) uint(field, Limits.MEMBERS - 1L);
  }

  public long height(int field) throws IOException {
    return uint(field, Long.MAX_VALUE);
  }

  public boolean bool(int field) throws IOException {
    return uint(field, 1) == 1;
  }

  public byte[] bytes(int field, int min, int max) throws IOException {
    expect(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    int length = in.readRawVarint32();
    if (length < min || length > max) {
      throw malformed("field " + field + " has a wrong length");
    }
    byte[] value = in.readRawBytes(length);
    tag = in.readTag();
    return value;
  }

  public Bytes bytes(int field, int length) throws IOException {
    return Bytes.of(bytes(field, length, length));
  }

  public Digest digest(int field) throws IOException {
    return Digest.of(bytes(field, Digest.LENGTH, Digest.LENGTH));
  }

  public RecoverableSignature signature(int field) throws IOException {
    int length = RecoverableSignature.LENGTH;
    return RecoverableSignature.of(bytes(field, length, length));
  }

  public ProtoReader message(int field) throws IOException {
    return new ProtoReader(bytes(field, 0, Limits.MESSAGE_BYTES));
  }

  public void end() throws IOException {
    if (tag != END) {
      throw malformed("field " + nextField() + " is not expected");
    }
  }

  public static InvalidProtocolBufferException malformed(String what) {
    return new InvalidProtocolBufferException(what);
  }

  private void expect(int field, int wireType) throws IOException {
    if (tag != (field << 3 | wireType)) {
      throw malformed("field " + field + " is missing");
    }
  }
}
