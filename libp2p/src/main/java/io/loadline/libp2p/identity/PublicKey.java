package io.loadline.libp2p.identity;

import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.protobuf.ProtoReader;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A peer's public identity key: its kind and its raw bytes, known to be a valid key. */
public final class PublicKey {
  private static final int MAX_KEY_BYTES = 2048;

  private final KeyType type;
  private final byte[] data;

  private PublicKey(KeyType type, byte[] data) {
    this.type = type;
    this.data = data;
  }

  /** The key, or null if the bytes are no valid key of that kind. */
  public static @Nullable PublicKey of(KeyType type, byte[] data) {
    boolean valid =
        switch (type) {
          case ED25519 -> Ed25519Keys.isPublicKey(data);
          case SECP256K1 -> Secp256k1Keys.isPublicKey(data);
          case RSA -> RsaKeys.isPublicKey(data);
        };
    return valid ? new PublicKey(type, data.clone()) : null;
  }

  /** Reads the protobuf {@code PublicKey}; null if it is malformed or of a kind not known here. */
  public static @Nullable PublicKey decode(byte[] protobuf) {
    if (protobuf.length > MAX_KEY_BYTES) {
      return null;
    }
    try {
      ProtoReader reader = new ProtoReader(protobuf);
      KeyType type = null;
      byte[] data = null;
      for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
        switch (field) {
          case 1 -> type = KeyType.ofCode(reader.readLong());
          case 2 -> data = reader.readBytes(MAX_KEY_BYTES);
          default -> reader.skip();
        }
      }
      return type == null || data == null ? null : of(type, data);
    } catch (MalformedMessage _) {
      return null;
    }
  }

  public KeyType type() {
    return type;
  }

  /** 32 bytes (Ed25519), 33 bytes compressed (secp256k1) or the DER form (RSA). */
  public byte[] data() {
    return data.clone();
  }

  /** The deterministic protobuf, both fields always present. */
  public byte[] encode() {
    return new ProtoWriter().number(1, type.code()).bytes(2, data).toByteArray();
  }

  public boolean verify(byte[] message, byte[] signature) {
    return switch (type) {
      case ED25519 -> Ed25519Keys.verify(data, message, signature);
      case SECP256K1 -> Secp256k1Keys.verify(data, message, signature);
      case RSA -> RsaKeys.verify(data, message, signature);
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey key && key.type == type && Arrays.equals(key.data, data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }
}
