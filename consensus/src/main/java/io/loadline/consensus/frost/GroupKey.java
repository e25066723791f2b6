package io.loadline.consensus.frost;

import java.math.BigInteger;

/**
 * The one public key that the network's signatures are checked against. Its x coordinate is below
 * the group order, because on chain it stands where ecrecover wants a scalar.
 *
 * @param point the key as a curve point
 */
public record GroupKey(Point point) {
  public GroupKey {
    if (!isUsable(point)) {
      throw new IllegalArgumentException(
          "the group key's x coordinate must be below the group order: ecrecover refuses it. "
              + "Generate another key.");
    }
  }

  /** Whether this point may be a group key. */
  public static boolean isUsable(Point point) {
    return new BigInteger(1, point.x()).compareTo(Secp256k1.ORDER) < 0;
  }

  /** The x coordinate, 32 bytes. */
  public byte[] x() {
    return point.x();
  }

  /** 0 if y is even, 1 if it is odd. */
  public int parity() {
    return point.hasOddY() ? 1 : 0;
  }
}
