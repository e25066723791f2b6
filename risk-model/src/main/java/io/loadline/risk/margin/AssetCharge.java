package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.pricing.Row;
import java.math.BigInteger;
import java.util.List;

/**
 * One asset's part of a charge, for people, over all venues. Amounts in 1e-6 USD: charges rounded
 * up, gains down.
 *
 * @param rows what each row of the scan costs
 * @param worst of each block the row that counts; empty where nothing loses
 */
public record AssetCharge(
    Asset asset,
    BreakerState state,
    BigInteger priceUsdE8,
    List<RowCost> rows,
    List<WorstRow> worst,
    Lines lines) {
  public AssetCharge {
    rows = List.copyOf(rows);
    worst = List.copyOf(worst);
  }

  /**
   * What a row costs, at least 0, and what it is.
   *
   * @param gainUsdE6 what all venues gain together, negative if they lose; what moving gains to
   *     losses costs is not in it
   */
  public record RowCost(Row row, String description, BigInteger costUsdE6, BigInteger gainUsdE6) {}

  /**
   * The row with the greatest cost.
   *
   * @param index of the row in the asset's rows
   * @param lossUsdE6 what all venues lose together
   * @param transferUsdE6 what it costs that gains of some venues pay losses of others
   */
  public record WorstRow(
      int block,
      int index,
      String description,
      BigInteger costUsdE6,
      BigInteger lossUsdE6,
      BigInteger transferUsdE6,
      List<VenueAmount> venues) {
    public WorstRow {
      venues = List.copyOf(venues);
    }
  }

  /**
   * What the positions at a venue gain or lose.
   *
   * @param transferE9 price of moving a gain away from there
   */
  public record VenueAmount(VenueId venue, BigInteger gainUsdE6, long transferE9) {}

  /**
   * All lines of the asset.
   *
   * @param exposureUsdE6 sum of the venues' deltas, which concentration and spread are charged on
   */
  public record Lines(
      BigInteger scanUsdE6,
      BigInteger calendarDeltaUsdE6,
      BigInteger calendarVegaUsdE6,
      BigInteger crossCoinUsdE6,
      BigInteger shortOptionMinimumUsdE6,
      BigInteger contingencyUsdE6,
      BigInteger fundingUsdE6,
      BigInteger liquidityUsdE6,
      BigInteger concentrationUsdE6,
      BigInteger spotBasisUsdE6,
      BigInteger contingencyInitialUsdE6,
      BigInteger shortOptionInitialUsdE6,
      BigInteger spotBasisInitialUsdE6,
      BigInteger oracleUsdE6,
      BigInteger spreadUsdE6,
      BigInteger breakerUsdE6,
      BigInteger exposureUsdE6) {}

  public BigInteger scanUsdE6() {
    return lines.scanUsdE6();
  }

  public BigInteger shortOptionMinimumUsdE6() {
    return lines.shortOptionMinimumUsdE6();
  }
}
