package io.loadline.consensus;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** keccak256 as Ethereum uses it. */
public final class Keccak {
  private Keccak() {}

  /** keccak256 of the parts one after the other. */
  public static Digest hash(byte[]... parts) {
    KeccakDigest keccak = new KeccakDigest(256);
    for (byte[] part : parts) {
      keccak.update(part, 0, part.length);
    }
    byte[] hash = new byte[Digest.LENGTH];
    keccak.doFinal(hash, 0);
    return Digest.of(hash);
  }
}
