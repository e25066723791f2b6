package io.loadline.risk.pricing;

import io.loadline.risk.rules.AssetParameters;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * One asset of the parameters with its scan and its market; the risk arrays of its instruments are
 * in {@link PricedMarket}.
 *
 * @param psrE9 price-scan range over the time a book takes to close
 * @param price that its instruments are valued with; empty if it is missing or too low, and then
 *     none of them has a value
 * @param rows the listed ones in the parameters' order, then one per pinned strike
 * @param columns length of its risk arrays
 * @param expiries of its instruments in the snapshot, rising; those too far ahead for a value are
 *     left out
 */
public record PricedAsset(
    AssetParameters parameters,
    long psrE9,
    Optional<UsedPrice> price,
    UsedMarket market,
    List<Row> rows,
    int listedRows,
    int columns,
    List<ExpiryTerms> expiries) {
  private static final long CERTAIN_E9 = 1_000_000_000L;

  public PricedAsset {
    rows = List.copyOf(rows);
    expiries = List.copyOf(expiries);
  }

  /** What a long perpetual pays a short over 8 hours; 0 without a market. */
  public long fundingE9() {
    return market.data().isEmpty() ? 0 : market.data().get().fundingE9();
  }

  /** Certain without a market: then nothing is priced by it. */
  public long confidenceE9() {
    return market.data().isEmpty() ? CERTAIN_E9 : market.data().get().confidenceE9();
  }

  /** Traded per day; 0 if the market does not say. */
  public BigInteger dailyVolumeUsd() {
    return market.data().isEmpty() ? BigInteger.ZERO : market.data().get().dailyVolumeUsd();
  }
}
