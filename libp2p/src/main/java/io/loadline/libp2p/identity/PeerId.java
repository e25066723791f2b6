package io.loadline.libp2p.identity;

import io.loadline.libp2p.protobuf.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The name of a peer: the multihash of its public key protobuf. Ordered bytewise. */
public final class PeerId implements Comparable<PeerId> {
  private static final int IDENTITY = 0x00;
  private static final int SHA2_256 = 0x12;
  private static final int SHA2_256_BYTES = 32;
  private static final int MAX_INLINE_BYTES = 42;
  private static final int MAX_BYTES = MAX_INLINE_BYTES + 2;
  private static final int CID_VERSION = 1;
  private static final int LIBP2P_KEY_CODEC = 0x72;

  private final byte[] multihash;

  private PeerId(byte[] multihash) {
    this.multihash = multihash;
  }

  public static PeerId of(PublicKey key) {
    byte[] protobuf = key.encode();
    boolean inline = protobuf.length <= MAX_INLINE_BYTES;
    byte[] digest = inline ? protobuf : sha256(protobuf);
    byte[] multihash = new byte[2 + digest.length];
    multihash[0] = (byte) (inline ? IDENTITY : SHA2_256);
    multihash[1] = (byte) digest.length;
    System.arraycopy(digest, 0, multihash, 2, digest.length);
    return new PeerId(multihash);
  }

  /** Reads a multihash; null if it is none, or inlines a key that is not valid. */
  public static @Nullable PeerId fromBytes(byte[] multihash) {
    if (multihash.length < 2 || multihash.length > MAX_BYTES) {
      return null;
    }
    int digestBytes = multihash.length - 2;
    if (multihash[1] != digestBytes) {
      return null;
    }
    PeerId id = new PeerId(multihash.clone());
    boolean valid =
        switch (multihash[0]) {
          case SHA2_256 -> digestBytes == SHA2_256_BYTES;
          case IDENTITY -> id.publicKey() != null;
          default -> false;
        };
    return valid ? id : null;
  }

  /**
   * Reads base58 ({@code 12D3Koo…}, {@code 16Uiu2…}, {@code Qm…}) or a base32 CIDv1 ({@code b…}).
   *
   * @throws IllegalArgumentException with a sentence on what is wrong
   */
  public static PeerId fromString(String text) {
    PeerId id = parse(text);
    if (id == null) {
      throw new IllegalArgumentException("not a peer id: '" + text + "'");
    }
    return id;
  }

  /** As {@link #fromString}, but null for anything that is no peer id. */
  public static @Nullable PeerId parse(String text) {
    byte[] bytes = text.startsWith("b") ? cid(text) : Base58.decode(text);
    return bytes == null ? null : fromBytes(bytes);
  }

  private static byte @Nullable [] cid(String text) {
    byte[] bytes = Base32.decode(text.substring(1));
    if (bytes == null) {
      return null;
    }
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    boolean header =
        Varint.read(in, CID_VERSION) == CID_VERSION
            && Varint.read(in, LIBP2P_KEY_CODEC) == LIBP2P_KEY_CODEC;
    return header ? Arrays.copyOfRange(bytes, in.readerIndex(), bytes.length) : null;
  }

  /** The key that an identity multihash carries; null for ids that are a digest (RSA). */
  public @Nullable PublicKey publicKey() {
    if (multihash[0] != IDENTITY) {
      return null;
    }
    byte[] protobuf = Arrays.copyOfRange(multihash, 2, multihash.length);
    PublicKey key = PublicKey.decode(protobuf);
    return key != null && Arrays.equals(key.encode(), protobuf) ? key : null;
  }

  public byte[] toBytes() {
    return multihash.clone();
  }

  @Override
  public int compareTo(PeerId other) {
    return Arrays.compareUnsigned(multihash, other.multihash);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PeerId id && Arrays.equals(id.multihash, multihash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(multihash);
  }

  /** Base58. */
  @Override
  public String toString() {
    return Base58.encode(multihash);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
