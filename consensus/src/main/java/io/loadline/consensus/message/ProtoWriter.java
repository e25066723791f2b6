package io.loadline.consensus.message;

import com.google.protobuf.CodedOutputStream;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes protobuf fields in the order of the calls, zero values included. */
final class ProtoWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

  ProtoWriter uint(int field, long value) {
    return write(() -> out.writeUInt64(field, value));
  }

  ProtoWriter bool(int field, boolean value) {
    return uint(field, value ? 1 : 0);
  }

  ProtoWriter bytes(int field, byte[] value) {
    return write(() -> out.writeByteArray(field, value));
  }

  ProtoWriter bytes(int field, Bytes value) {
    return bytes(field, value.toArray());
  }

  ProtoWriter digest(int field, Digest value) {
    return bytes(field, value.bytes());
  }

  ProtoWriter signature(int field, RecoverableSignature value) {
    return bytes(field, value.bytes());
  }

  ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.toByteArray());
  }

  byte[] toByteArray() {
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
