package io.loadline.consensus.message;

import com.google.protobuf.CodedOutputStream;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes protobuf fields in the order of the calls, zero values included. */
public final class ProtoWriter {
  /** Most messages are small and many: the library would set aside 4 KiB for each. */
  private static final int BUFFER_BYTES = 128;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);

  public ProtoWriter uint(int field, long value) {
    return write(() -> out.writeUInt64(field, value));
  }

  public ProtoWriter bool(int field, boolean value) {
    return uint(field, value ? 1 : 0);
  }

  public ProtoWriter bytes(int field, byte[] value) {
    return write(() -> out.writeByteArray(field, value));
  }

  public ProtoWriter bytes(int field, Bytes value) {
    return bytes(field, value.toArray());
  }

  public ProtoWriter digest(int field, Digest value) {
    return bytes(field, value.bytes());
  }

  public ProtoWriter signature(int field, RecoverableSignature value) {
    return bytes(field, value.bytes());
  }

  public ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.toByteArray());
  }

  public byte[] toByteArray() {
    write(out::flush);
    return bytes.toByteArray();
  }

  private ProtoWriter write(Write write) {
    try {
      write.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // A byte array does not fail.
    }
  }

  private interface Write {
    void run() throws IOException;
  }
}
