package io.loadline.risk.bytes;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * keccak256. An instance is reusable and belongs to one thread; the static methods are for
 * everybody.
 */
public final class Keccak {
  private final KeccakDigest digest = new KeccakDigest(256);

  /** The hash of the parts, one after the other. */
  public static Bytes32 hash(byte[]... parts) {
    var digest = new KeccakDigest(256);
    for (var part : parts) {
      digest.update(part, 0, part.length);
    }
    var out = new byte[Bytes32.SIZE];
    digest.doFinal(out, 0);
    return Bytes32.of(out);
  }

  /** The hash of a text's ASCII bytes: type strings and section names. */
  public static Bytes32 hash(String ascii) {
    return hash(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  /** Hashes a slice into a slice, without allocation. Source and target may overlap. */
  public void hash(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    digest.update(source, offset, length);
    digest.doFinal(target, targetOffset);
  }
}
