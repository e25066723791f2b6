package io.loadline.node.margin.output;

import io.loadline.risk.pricing.Row;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A margin and why it is what it is, ready to be shown: all amounts in 1e-6 USD.
 *
 * @param flags what is not as it should be with the account's data, in words
 * @param reliefE9 share of {@code isolatedE6} that netting across venues saves
 * @param fixedPercentageE6 what a simple percentage margin would ask for, as a comparison
 * @param causes sentences on what binds and what netting saved
 * @param waterfall sums to the two requirements
 * @param warnings what the reader must know before using the numbers
 */
record Explanation(
    String owner,
    long timeSeconds,
    String parameters,
    String parametersHash,
    BigInteger initialE6,
    BigInteger maintenanceE6,
    BigInteger isolatedE6,
    long reliefE9,
    BigInteger fixedPercentageE6,
    List<String> flags,
    List<VenueLine> venues,
    Optional<Cover> cover,
    List<String> causes,
    List<Line> waterfall,
    List<AssetScan> scans,
    List<PositionLine> positions,
    List<Warning> warnings) {

  /** What stands at one venue, what of it counts, and what the venue would ask for alone. */
  record VenueLine(
      String name, long chainId, BigInteger valueE6, BigInteger creditE6, BigInteger aloneE6) {}

  /** Deposited collateral after haircuts, beside both requirements. */
  record Cover(List<DepositLine> deposits, BigInteger initialE6, BigInteger maintenanceE6) {}

  /** One deposit: price in 1e-8 USD, value after each haircut. */
  record DepositLine(
      String asset,
      String amount,
      BigInteger priceE8,
      BigInteger initialE6,
      BigInteger maintenanceE6) {}

  /** One summand of both requirements; negative for what lowers them. */
  record Line(String label, BigInteger initialE6, BigInteger maintenanceE6) {}

  /** The scan of one asset; {@code worst} are the indexes of the rows that bind. */
  record AssetScan(
      String asset, BigInteger priceE8, String state, List<ScanRow> rows, List<Integer> worst) {}

  /** What the book makes of one row as it counts: less than nothing is what it costs. */
  record ScanRow(Row row, String words, BigInteger gainUsdE6) {}

  /** What the account holds of one instrument; {@code reason} says why it has no value. */
  record PositionLine(
      String venue,
      String instrument,
      String quantity,
      BigInteger markE6,
      BigInteger valueE6,
      Optional<String> reason,
      List<String> paths) {}

  /** A warning and the place in the files it is about, empty if there is none. */
  record Warning(String where, String text) {}
}
