package io.loadline.chain.contracts;

import static io.loadline.chain.contracts.Abi.asset;
import static io.loadline.chain.contracts.Abi.int64;
import static io.loadline.chain.contracts.Abi.uint128;
import static io.loadline.chain.contracts.Abi.uint32;
import static io.loadline.chain.contracts.Abi.uint64;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;

/** Call data of the market feed. */
public final class FeedCalls {

  private FeedCalls() {}

  public static byte[] read(Asset asset) {
    return Abi.call("read", asset(asset));
  }

  /** A confidence of 10^9 is certain. */
  public static byte[] publishSpot(
      Asset asset, BigInteger spotUsdE8, long confidenceE9, long timeSeconds, long rateE9) {
    return Abi.call(
        "publishSpot",
        asset(asset),
        uint128(spotUsdE8),
        uint32(confidenceE9),
        uint64(timeSeconds),
        int64(rateE9));
  }

  /** What a feed says beside the price; see {@link io.loadline.risk.portfolio.AssetMarket}. */
  public static byte[] publishTerms(
      Asset asset, long fundingE9, BigInteger dailyVolumeUsd, long redemptionE9) {
    return Abi.call(
        "publishTerms",
        asset(asset),
        int64(fundingE9),
        uint128(dailyVolumeUsd),
        uint64(redemptionE9));
  }

  /** Publishes one expiry's forward and smile. */
  public static byte[] publishSlice(Asset asset, Slice slice) {
    return switch (slice.smile()) {
      case Smile.Quotes quotes ->
          Abi.call(
              "publishQuotes",
              asset(asset),
              uint64(slice.expirySeconds()),
              uint128(slice.forwardUsdE8()),
              Abi.uint128s(quotes.quotes().stream().map(Smile.Quote::strikeUsdE8).toList()),
              Abi.uint64s(quotes.quotes().stream().map(Smile.Quote::volE9).toList()));
      case Smile.Svi svi ->
          Abi.call(
              "publishSvi",
              asset(asset),
              uint64(slice.expirySeconds()),
              uint128(slice.forwardUsdE8()),
              int64(svi.aE12()),
              int64(svi.bE12()),
              int64(svi.rhoE12()),
              int64(svi.mE12()),
              int64(svi.sigmaE12()),
              uint64(svi.tauSeconds()));
    };
  }

  public static byte[] dropSlice(Asset asset, long expirySeconds) {
    return Abi.call("dropSlice", asset(asset), uint64(expirySeconds));
  }
}
