package io.loadline.chain.submit;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;
import java.util.Arrays;

/** A GCM's own word on rounds and accounts, at the newest block. Blocking, thread-safe. */
public final class GcmView {
  private static final int WORD = 32;
  private final ChainWriter chain;
  private final Address gcm;

  public GcmView(ChainWriter chain, Address gcm) {
    this.chain = chain;
    this.gcm = gcm;
  }

  /** An accepted round; height 0 before the first. */
  public record Round(
      Bytes32 sectionsRoot,
      long height,
      long ownPinBlock,
      long validityEndSeconds,
      int breakerState) {}

  /** What is proven of an account; height 0 if nothing is. */
  public record Requirement(long height, BigInteger initialUsdE6) {}

  /** The group key in force; all zero before the first. */
  public record Key(
      BigInteger groupKeyX,
      long keyEpoch,
      long validFromHeight,
      long expiresAtHeight,
      int groupKeyParity,
      Bytes32 rulesHash) {}

  /** Amount held and how much of it is set aside. */
  public record Balance(BigInteger amount, BigInteger setAside) {}

  /** A credit line as this guard has it. */
  public record Line(long height, BigInteger amountUsdE6, long provenHeight) {}

  public Address address() {
    return gcm;
  }

  public Round latestRound() throws RpcException {
    return round(words(GcmCalls.latestRound(), 5));
  }

  public Round roundAt(long height) throws RpcException {
    return round(words(GcmCalls.roundAt(height), 5));
  }

  public Key currentKey() throws RpcException {
    byte[] words = words(GcmCalls.currentKey(), 6);
    return new Key(
        number(words, 0),
        small(words, 1),
        small(words, 2),
        small(words, 3),
        (int) small(words, 4),
        Bytes32.at(words, 5 * WORD));
  }

  public Requirement requirement(Bytes32 account) throws RpcException {
    byte[] words = words(GcmCalls.requirement(account), 2);
    return new Requirement(small(words, 0), number(words, 1));
  }

  public Line line(Bytes32 account) throws RpcException {
    byte[] words = words(GcmCalls.line(account), 3);
    return new Line(small(words, 0), number(words, 1), small(words, 2));
  }

  /** What the account may still be charged here; negative if it is short. */
  public BigInteger availableUsdE6(Bytes32 account) throws RpcException {
    return new BigInteger(words(GcmCalls.available(account), 1));
  }

  public BigInteger openChargesUsdE6(Bytes32 account) throws RpcException {
    return number(words(GcmCalls.openChargesE6(account), 1), 0);
  }

  public Balance balanceOf(Bytes32 account, Address token) throws RpcException {
    byte[] words = words(GcmCalls.balanceOf(account, token), 2);
    return new Balance(number(words, 0), number(words, 1));
  }

  private Round round(byte[] words) throws RpcException.Malformed {
    return new Round(
        Bytes32.at(words, 0),
        small(words, 1),
        small(words, 2),
        small(words, 3),
        (int) small(words, 4));
  }

  private byte[] words(byte[] callData, int count) throws RpcException {
    byte[] words = chain.view(gcm, callData);
    if (words.length != count * WORD) {
      throw malformed("%d bytes instead of %d words".formatted(words.length, count));
    }
    return words;
  }

  private static BigInteger number(byte[] words, int index) {
    return new BigInteger(1, Arrays.copyOfRange(words, index * WORD, (index + 1) * WORD));
  }

  private long small(byte[] words, int index) throws RpcException.Malformed {
    BigInteger value = number(words, index);
    if (value.bitLength() > 63) {
      throw malformed("word %d is %s".formatted(index, value));
    }
    return value.longValueExact();
  }

  private RpcException.Malformed malformed(String what) {
    return new RpcException.Malformed("GCM %s on chain %d".formatted(gcm, chain.chainId()), what);
  }
}
