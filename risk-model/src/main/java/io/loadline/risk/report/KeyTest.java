package io.loadline.risk.report;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;

/**
 * What the new group key signs to prove that it works; {@code firstKey} is the struct hash of
 * {@link FirstKey}.
 */
public record KeyTest(Bytes32 firstKey) {
  private static final Bytes32 TYPE = Keccak.hash("KeyTest(bytes32 firstKey)");

  public Bytes32 structHash() {
    return new AbiEncoder().bytes32(TYPE).bytes32(firstKey).hash();
  }

  public Bytes32 digest(Bytes32 networkId) {
    return Eip712Domain.digest(networkId, structHash());
  }
}
