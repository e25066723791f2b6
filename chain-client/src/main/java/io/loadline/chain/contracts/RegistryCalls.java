package io.loadline.chain.contracts;

import static io.loadline.chain.contracts.Abi.address;
import static io.loadline.chain.contracts.Abi.bytes;
import static io.loadline.chain.contracts.Abi.uint128;

import io.loadline.risk.bytes.Address;
import java.math.BigInteger;

/** Call data of the operator registry. */
public final class RegistryCalls {

  private RegistryCalls() {}

  public static byte[] register(
      Address identity, byte[] peerKey, BigInteger stake, byte[] identitySignature) {
    return Abi.call(
        "register", address(identity), bytes(peerKey), uint128(stake), bytes(identitySignature));
  }

  /** What the identity signs to be registered by {@code owner}; a view. */
  public static byte[] registrationDigest(Address identity, Address owner, byte[] peerKey) {
    return Abi.call("registrationDigest", address(identity), address(owner), bytes(peerKey));
  }

  public static byte[] operatorOf(Address identity) {
    return Abi.call("operatorOf", address(identity));
  }

  public static byte[] identities() {
    return Abi.call("identities");
  }
}
