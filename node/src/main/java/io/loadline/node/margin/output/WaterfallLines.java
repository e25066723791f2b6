package io.loadline.node.margin.output;

import io.loadline.node.margin.output.Explanation.Line;
import io.loadline.risk.margin.AssetCharge;
import io.loadline.risk.margin.Waterfall;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The waterfall as lines that add up to the two requirements; lines of nothing are left out. */
final class WaterfallLines {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);
  private static final BigInteger ZERO = BigInteger.ZERO;

  private final Waterfall waterfall;
  private final Names names;
  private final List<Line> lines = new ArrayList<>();

  private WaterfallLines(Waterfall waterfall, Names names) {
    this.waterfall = waterfall;
    this.names = names;
  }

  /** What is asked for. */
  static List<Line> charges(Waterfall waterfall, Names names) {
    var lines = new WaterfallLines(waterfall, names);
    lines.core();
    lines.added();
    return List.copyOf(lines.lines);
  }

  /** The same, and what stands against it. */
  static List<Line> all(Waterfall waterfall, Names names) {
    var lines = new WaterfallLines(waterfall, names);
    lines.core();
    lines.added();
    lines.credits();
    lines.rest();
    return List.copyOf(lines.lines);
  }

  private void core() {
    var core = waterfall.core();
    waterfall.assets().forEach(a -> both(scanLabel(a), a.scanUsdE6()));
    BigInteger scans = sum(AssetCharge::scanUsdE6);
    both("groups of assets", core.riskUsdE6().subtract(scans));
    each("calendar of forwards", a -> a.lines().calendarDeltaUsdE6());
    each("calendar of volatility", a -> a.lines().calendarVegaUsdE6());
    each("hedged in another coin", a -> a.lines().crossCoinUsdE6());
    if (core.isShortOptionFloor()) {
      both(
          "short option minimum as a floor",
          core.nettedUsdE6().subtract(core.riskUsdE6()).subtract(core.offsetsUsdE6()));
    } else {
      each("short option minimum", AssetCharge::shortOptionMinimumUsdE6);
    }
    both("venue by venue the core is less", core.coreUsdE6().subtract(core.nettedUsdE6()));
    var factors = waterfall.factors();
    line(
        "factor on the core: initial "
            + Money.plain(BigInteger.valueOf(factors.imFactorE9()), 9)
            + ", maintenance "
            + Money.plain(BigInteger.valueOf(factors.mmFactorE9()), 9),
        share(core.coreUsdE6(), factors.imFactorE9()),
        share(core.coreUsdE6(), factors.mmFactorE9()));
  }

  private void added() {
    for (AssetCharge asset : waterfall.assets()) {
      var all = asset.lines();
      String of = " " + asset.asset();
      twice("contingency" + of, all.contingencyUsdE6(), all.contingencyInitialUsdE6());
      both("funding" + of, all.fundingUsdE6());
      both("liquidity" + of, all.liquidityUsdE6());
      both("concentration" + of, all.concentrationUsdE6());
      twice("spot basis" + of, all.spotBasisUsdE6(), all.spotBasisInitialUsdE6());
      twice("short options in initial margin" + of, ZERO, all.shortOptionInitialUsdE6());
      twice("uncertain oracle" + of, ZERO, all.oracleUsdE6());
      twice("spread of the price" + of, ZERO, all.spreadUsdE6());
      twice("breaker" + of + " in " + asset.state(), ZERO, all.breakerUsdE6());
    }
    for (var venue : waterfall.venues()) {
      both("stablecoin stress at " + names.venue(venue.venue()), venue.stressUsdE6());
      twice("coin below its peg at " + names.venue(venue.venue()), ZERO, venue.depegUsdE6());
    }
    var factors = waterfall.factors();
    line(
        "factor on what is added: " + Money.plain(BigInteger.valueOf(factors.imAddE9()), 9),
        share(waterfall.addedUsdE6().add(waterfall.addedInitialUsdE6()), factors.imAddE9()),
        ZERO);
  }

  private void credits() {
    for (var venue : waterfall.venues()) {
      boolean isPart = !venue.creditUsdE6().equals(venue.valueUsdE6());
      both(
          "value at "
              + names.venue(venue.venue())
              + (isPart ? ", of " + Money.cents(venue.valueUsdE6()) + " what counts" : ""),
          venue.creditUsdE6().negate());
    }
  }

  /** What the requirements are more than the charges less the credits. */
  private void rest() {
    var margin = waterfall.margin();
    BigInteger initial =
        margin
            .initialUsdE6()
            .subtract(waterfall.initialChargesUsdE6())
            .add(waterfall.creditUsdE6());
    BigInteger maintenance =
        margin
            .maintenanceUsdE6()
            .subtract(waterfall.maintenanceChargesUsdE6())
            .add(waterfall.creditUsdE6());
    if (margin.overflow()) {
      line("more than the model's numbers hold", initial, maintenance);
    } else if (Money.isGreatest(margin.initialUsdE6())) {
      line("short without a value", initial, ZERO);
      line("never below zero", ZERO, visible(maintenance));
    } else {
      line("never below zero", visible(initial), visible(maintenance));
    }
  }

  /** Some millionths are the rounding of the lines. */
  private static BigInteger visible(BigInteger usdE6) {
    return usdE6.abs().compareTo(BigInteger.valueOf(100)) < 0 ? ZERO : usdE6;
  }

  private static String scanLabel(AssetCharge asset) {
    return "scan "
        + asset.asset()
        + asset.worst().stream()
            .map(worst -> ": " + Move.words(asset.rows().get(worst.index())))
            .collect(Collectors.joining());
  }

  private void each(String label, Function<AssetCharge, BigInteger> amount) {
    waterfall.assets().forEach(a -> both(label + " " + a.asset(), amount.apply(a)));
  }

  private void both(String label, BigInteger usdE6) {
    line(label, usdE6, usdE6);
  }

  private void twice(String label, BigInteger usdE6, BigInteger inInitialE6) {
    line(label, usdE6.add(inInitialE6), usdE6);
  }

  private void line(String label, BigInteger initialE6, BigInteger maintenanceE6) {
    if (initialE6.signum() != 0 || maintenanceE6.signum() != 0) {
      lines.add(new Line(label, initialE6, maintenanceE6));
    }
  }

  private BigInteger sum(Function<AssetCharge, BigInteger> amount) {
    return waterfall.assets().stream().map(amount).reduce(ZERO, BigInteger::add);
  }

  /** {@code amount * (factor - 1)}. */
  private static BigInteger share(BigInteger usdE6, long factorE9) {
    return usdE6.multiply(BigInteger.valueOf(factorE9).subtract(ONE_E9)).divide(ONE_E9);
  }
}
