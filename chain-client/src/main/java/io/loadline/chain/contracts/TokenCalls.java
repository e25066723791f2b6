package io.loadline.chain.contracts;

import static io.loadline.chain.contracts.Abi.address;
import static io.loadline.chain.contracts.Abi.uint256;

import io.loadline.risk.bytes.Address;
import java.math.BigInteger;

/** Call data of ERC-20 tokens; {@code mint} is the devnet token's. */
public final class TokenCalls {

  private TokenCalls() {}

  public static byte[] approve(Address spender, BigInteger amount) {
    return Abi.call("approve", address(spender), uint256(amount));
  }

  public static byte[] transfer(Address to, BigInteger amount) {
    return Abi.call("transfer", address(to), uint256(amount));
  }

  public static byte[] mint(Address to, BigInteger amount) {
    return Abi.call("mint", address(to), uint256(amount));
  }

  public static byte[] balanceOf(Address holder) {
    return Abi.call("balanceOf", address(holder));
  }
}
