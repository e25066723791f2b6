package io.loadline.chain.contracts;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;

/**
 * An account owner's word that a holder may serve the account at a guard on another chain: the
 * EIP-712 order {@code AcceptLink} of docs/formats.md section 2.
 */
public record LinkOrder(long homeChainId, Address homeGcm, long subAccount, Address holder) {
  private static final Bytes32 DOMAIN_TYPE =
      Keccak.hash(
          "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
  private static final Bytes32 TYPE =
      Keccak.hash(
          "AcceptLink(uint64 homeChainId,address homeGcm,uint32 subAccount,address holder)");
  private static final byte[] PREFIX = {0x19, 0x01};

  /** What the owner signs for that guard. */
  public Bytes32 digest(long guardChainId, Address guard) {
    var domain =
        new AbiEncoder()
            .bytes32(DOMAIN_TYPE)
            .bytes32(Keccak.hash("Loadline GCM"))
            .bytes32(Keccak.hash("1"))
            .uint(guardChainId)
            .address(guard)
            .hash();
    var struct =
        new AbiEncoder()
            .bytes32(TYPE)
            .uint(homeChainId)
            .address(homeGcm)
            .uint(subAccount)
            .address(holder)
            .hash();
    return Keccak.hash(PREFIX, domain.toByteArray(), struct.toByteArray());
  }
}
