package io.loadline.risk.report;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;

/** The one domain of everything a network signs: name Loadline, version 1, salt = network id. */
public final class Eip712Domain {
  private static final Bytes32 TYPE =
      Keccak.hash("EIP712Domain(string name,string version,bytes32 salt)");
  private static final Bytes32 NAME = Keccak.hash("Loadline");
  private static final Bytes32 VERSION = Keccak.hash("1");
  private static final byte[] PREFIX = {0x19, 0x01};

  private Eip712Domain() {}

  public static Bytes32 separator(Bytes32 networkId) {
    return new AbiEncoder().bytes32(TYPE).bytes32(NAME).bytes32(VERSION).bytes32(networkId).hash();
  }

  /** What is signed for a message with this struct hash. */
  public static Bytes32 digest(Bytes32 networkId, Bytes32 structHash) {
    return Keccak.hash(PREFIX, separator(networkId).toByteArray(), structHash.toByteArray());
  }
}
