package io.loadline.libp2p.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Appends protobuf fields in the order of the calls. */
public final class ProtoWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public ProtoWriter number(int field, long value) {
    Varint.write(out, (long) field << 3);
    Varint.writeBits(out, value);
    return this;
  }

  public ProtoWriter bool(int field, boolean value) {
    return number(field, value ? 1 : 0);
  }

  public ProtoWriter bytes(int field, byte[] value) {
    Varint.write(out, ((long) field << 3) | 2);
    Varint.write(out, value.length);
    out.writeBytes(value);
    return this;
  }

  public ProtoWriter string(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.toByteArray());
  }

  public int size() {
    return out.size();
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }
}
