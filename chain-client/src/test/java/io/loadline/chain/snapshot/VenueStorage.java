package io.loadline.chain.snapshot;

import io.loadline.chain.TestNetwork;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;

/** Sets a position in a sample venue's storage, by the layout of {@code PositionLedger}. */
final class VenueStorage {
  private static final long QUANTITIES_SLOT = 2;
  private static final long HELD_SLOT = 3;

  private VenueStorage() {}

  static void plant(TestNetwork.Chain chain, Bytes32 account, int index, BigInteger quantity)
      throws RpcException {
    BigInteger word =
        quantity.signum() < 0 ? quantity.add(BigInteger.ONE.shiftLeft(256)) : quantity;
    BigInteger low128 = word.mod(BigInteger.ONE.shiftLeft(128));
    chain.control.setStorageAt(chain.venue, slot(account, QUANTITIES_SLOT, index), word(low128));
    chain.control.setStorageAt(
        chain.venue, slot(account, HELD_SLOT, index / 256), word(BigInteger.ONE.shiftLeft(index)));
  }

  private static Bytes32 slot(Bytes32 account, long base, long key) {
    Bytes32 outer = new AbiEncoder().bytes32(account).uint(base).hash();
    return new AbiEncoder().uint(key).bytes32(outer).hash();
  }

  private static Bytes32 word(BigInteger value) {
    return Bytes32.of(new AbiEncoder().uint(value).toByteArray());
  }
}
