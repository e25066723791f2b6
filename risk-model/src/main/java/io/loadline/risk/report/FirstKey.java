package io.loadline.risk.report;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;

/** The statement by which a quorum of genesis identities installs the first group key. */
public record FirstKey(
    long keyEpoch,
    BigInteger groupKeyX,
    int groupKeyParity,
    Bytes32 committee,
    Bytes32 rulesHash,
    long validFromHeight,
    long expiresAtHeight) {
  private static final Bytes32 TYPE =
      Keccak.hash(
          "FirstKey(uint64 keyEpoch,uint256 groupKeyX,uint8 groupKeyParity,bytes32 committee,"
              + "bytes32 rulesHash,uint64 validFromHeight,uint64 expiresAtHeight)");

  public FirstKey {
    Limits.uint63(keyEpoch, "key epoch");
    Limits.uint256(groupKeyX, "group key x");
    Limits.index(groupKeyParity, 256, "group key parity");
    Limits.uint63(validFromHeight, "valid from height");
    Limits.uint63(expiresAtHeight, "expires at height");
  }

  public Bytes32 structHash() {
    return new AbiEncoder()
        .bytes32(TYPE)
        .uint(keyEpoch)
        .uint(groupKeyX)
        .uint(groupKeyParity)
        .bytes32(committee)
        .bytes32(rulesHash)
        .uint(validFromHeight)
        .uint(expiresAtHeight)
        .hash();
  }

  /** What identities sign. */
  public Bytes32 digest(Bytes32 networkId) {
    return Eip712Domain.digest(networkId, structHash());
  }

  /** The group key's own test signature over this statement. */
  public KeyTest keyTest() {
    return new KeyTest(structHash());
  }
}
