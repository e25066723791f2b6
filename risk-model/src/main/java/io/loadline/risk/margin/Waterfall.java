package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.List;

/**
 * Why a requirement is what it is, line by line, for people. Amounts are in 1e-6 USD: charges
 * rounded up, credits, values and gains down; the requirement itself is computed from the exact
 * amounts, so that sums of lines may differ from it by some millionths.
 *
 * <p>{@code core = min(netted, sum of the venues' cores)}; {@code initial charges = core * imFactor
 * + (added + addedInitial) * imAdd}, {@code maintenance charges = core * mmFactor + added}; each
 * requirement is those charges less the venues' credits, at least 0. An account that overflows the
 * model has no lines.
 *
 * @param assets held, by name
 * @param groups with something held below them, members before groups of groups
 * @param venues where something that has a value is held
 * @param addedUsdE6 beside the core: contingency, funding, liquidity, concentration, spot basis,
 *     stress
 * @param addedInitialUsdE6 what initial margin adds on top of that
 * @param unvalued what counts nothing, or everything if it is short
 * @param fixedPercentageUsdE6 what a fixed percentage of notional would ask for, as a comparison
 */
public record Waterfall(
    AccountMargin margin,
    List<AssetCharge> assets,
    List<GroupCharge> groups,
    List<VenueCharge> venues,
    Core core,
    BigInteger addedUsdE6,
    BigInteger addedInitialUsdE6,
    Factors factors,
    BigInteger initialChargesUsdE6,
    BigInteger maintenanceChargesUsdE6,
    BigInteger creditUsdE6,
    List<Unvalued> unvalued,
    BigInteger fixedPercentageUsdE6) {
  public Waterfall {
    assets = List.copyOf(assets);
    groups = List.copyOf(groups);
    venues = List.copyOf(venues);
    unvalued = List.copyOf(unvalued);
  }

  /**
   * The core charges.
   *
   * @param riskUsdE6 scans of groups and assets, with the groups' credit
   * @param offsetsUsdE6 delta calendar, vega calendar and cross-coin charges
   * @param shortOptionUsdE6 short option minima
   * @param isShortOptionFloor those are a floor of the core instead of added to it
   * @param nettedUsdE6 the core with netting across venues
   * @param sumOfVenuesUsdE6 the sum of the venues' own cores
   * @param coreUsdE6 the lesser of the two
   */
  public record Core(
      BigInteger riskUsdE6,
      BigInteger offsetsUsdE6,
      BigInteger shortOptionUsdE6,
      boolean isShortOptionFloor,
      BigInteger nettedUsdE6,
      BigInteger sumOfVenuesUsdE6,
      BigInteger coreUsdE6) {}

  /** Factors of core and added charges, in billionths. */
  public record Factors(long imFactorE9, long mmFactorE9, long imAddE9) {}

  /**
   * A group of assets.
   *
   * @param sumUsdE6 risks of its assets and groups
   * @param scanUsdE6 scan of all its assets together
   * @param creditE9 share of the risk that the scan decides
   * @param riskUsdE6 {@code (1 - credit) * sum + credit * scan}, at most the sum
   */
  public record GroupCharge(
      String name,
      BigInteger sumUsdE6,
      BigInteger scanUsdE6,
      long creditE9,
      BigInteger riskUsdE6) {}

  /**
   * What stands at one venue.
   *
   * @param valueUsdE6 net liquidation value
   * @param creditUsdE6 what of it pays for charges; a debt counts in full
   * @param stressUsdE6 charge on the credit for the stablecoins it is held in
   * @param depegUsdE6 surcharge on the venue's core while its coin is below one dollar
   * @param coreUsdE6 core charges of the venue alone
   * @param isolatedUsdE6 initial margin of the venue alone
   */
  public record VenueCharge(
      VenueId venue,
      boolean isForeign,
      BigInteger valueUsdE6,
      BigInteger creditUsdE6,
      BigInteger stressUsdE6,
      BigInteger depegUsdE6,
      BigInteger coreUsdE6,
      BigInteger isolatedUsdE6) {}

  /** A position that nobody can value, and why. */
  public record Unvalued(int instrument, BigInteger quantityE18, String reason) {}
}
