package io.loadline.chain.contracts;

import static io.loadline.chain.contracts.Abi.asset;
import static io.loadline.chain.contracts.Abi.bytes;
import static io.loadline.chain.contracts.Abi.bytes32;
import static io.loadline.chain.contracts.Abi.bytes32s;
import static io.loadline.chain.contracts.Abi.tuple;
import static io.loadline.chain.contracts.Abi.uint128;
import static io.loadline.chain.contracts.Abi.uint256;
import static io.loadline.chain.contracts.Abi.uint32;
import static io.loadline.chain.contracts.Abi.uint64;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.List;
import org.web3j.abi.datatypes.StaticStruct;

/** Call data of the sample venues, and of the interface every venue has. */
public final class VenueCalls {

  private VenueCalls() {}

  /**
   * A trade that both sides agree to.
   *
   * @param quantityE18 in 1e-18 of a unit
   * @param priceUsdE6 per unit
   */
  public record Trade(
      long instrumentIndex,
      Bytes32 buyer,
      Bytes32 seller,
      BigInteger quantityE18,
      BigInteger priceUsdE6,
      long deadlineSeconds) {

    private StaticStruct abi() {
      return tuple(
          uint32(instrumentIndex),
          bytes32(buyer),
          bytes32(seller),
          uint128(quantityE18),
          uint128(priceUsdE6),
          uint64(deadlineSeconds));
    }
  }

  public static byte[] instrumentCount() {
    return Abi.call("instrumentCount");
  }

  public static byte[] readInstruments(long from, long count) {
    return Abi.call(
        "readInstruments", uint256(BigInteger.valueOf(from)), uint256(BigInteger.valueOf(count)));
  }

  public static byte[] readPositions(List<Bytes32> accounts) {
    return Abi.call("readPositions", bytes32s(accounts));
  }

  /** Lists a call and a put for each strike. */
  public static byte[] listOptions(Asset asset, long expirySeconds, List<BigInteger> strikesE8) {
    return Abi.call("listOptions", asset(asset), uint64(expirySeconds), Abi.uint128s(strikesE8));
  }

  /** The same of options that pay in the asset itself. */
  public static byte[] listCoinOptions(
      Asset asset, long expirySeconds, List<BigInteger> strikesE8) {
    return Abi.call(
        "listCoinOptions", asset(asset), uint64(expirySeconds), Abi.uint128s(strikesE8));
  }

  public static byte[] listPerpetuals(List<Asset> assets) {
    return Abi.call("listPerpetuals", Abi.assets(assets));
  }

  public static byte[] listFutures(Asset asset, List<Long> expiriesSeconds) {
    return Abi.call("listFutures", asset(asset), Abi.uint64s(expiriesSeconds));
  }

  public static byte[] listInversePerpetuals(List<Asset> assets) {
    return Abi.call("listInversePerpetuals", Abi.assets(assets));
  }

  public static byte[] listInverseFutures(Asset asset, List<Long> expiriesSeconds) {
    return Abi.call("listInverseFutures", asset(asset), Abi.uint64s(expiriesSeconds));
  }

  /** The coins themselves, as a venue of inverse contracts keeps them for its accounts. */
  public static byte[] listCoins(List<Asset> assets) {
    return Abi.call("listCoins", Abi.assets(assets));
  }

  /** A side's signature may be empty when that side sends the transaction. */
  public static byte[] settleTrade(Trade trade, byte[] buyerSignature, byte[] sellerSignature) {
    return Abi.call("settleTrade", trade.abi(), bytes(buyerSignature), bytes(sellerSignature));
  }

  /** What both sides sign; a view. */
  public static byte[] tradeDigest(Trade trade) {
    return Abi.call("tradeDigest", trade.abi());
  }
}
