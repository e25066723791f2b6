package io.loadline.risk.margin;

import static io.loadline.risk.TestBooks.BTC;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.PERPETUALS;
import static io.loadline.risk.TestBooks.cash;
import static io.loadline.risk.TestBooks.e6;
import static io.loadline.risk.TestBooks.linear;
import static io.loadline.risk.TestBooks.option;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.rules.DefaultParameters;
import io.loadline.risk.rules.OfflineRules;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked by hand where prices are linear; the arithmetic stands beside each number. */
class MarginExamplesTest {
  @Test
  void perpetualPaysItsWorstWeightedMove() {
    // 3 ETH long bought at 2000: cash -6000, value +6000, so nothing is credited.
    // Worst row m = 0.8: 3 * 2000 * 0.2 = 1200. Tails: m = 0.34 weighs 0.77 * 0.2 / 0.66 =
    // 0.2333..: 3 * 1320 * 0.23334 = 924.
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", linear(InstrumentKind.PERPETUAL, ETH), "3")
                .holds("a", cash(HOME, PERPETUALS), "-6000"));
    assertThat(margin.initialUsdE6()).isEqualTo(e6("1200"));
    assertThat(margin.maintenanceUsdE6()).isEqualTo(e6("960")); // 0.8 of it
    assertThat(margin.isolatedUsdE6()).isEqualTo(e6("1200"));
    assertThat(margin.reliefE9()).isZero();
  }

  @Test
  void cashAndProfitOfTheVenueCountAgainstTheCharge() {
    // Bought 3 ETH at 1900 and holding 500: cash 500 - 5700, value 6000: 800 of 1200 are there.
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", linear(InstrumentKind.PERPETUAL, ETH), "3")
                .holds("a", cash(HOME, PERPETUALS), "-5200"));
    assertThat(margin.initialUsdE6()).isEqualTo(e6("400"));
    assertThat(margin.maintenanceUsdE6()).isEqualTo(e6("160"));
  }

  @Test
  void assetsAddWithoutCredit() {
    // ETH 1 * 2000 * 0.2 = 400, BTC 0.5 * 40000 * 0.2 = 4000 though one is long and the other
    // short.
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", linear(InstrumentKind.PERPETUAL, ETH), "1")
                .holds("a", linear(InstrumentKind.PERPETUAL, BTC), "-0.5")
                .holds("a", cash(HOME, PERPETUALS), "18000"));
    assertThat(margin.initialUsdE6()).isEqualTo(e6("4400"));
  }

  @Test
  void supplyAndDebtOfOneAssetCancel() {
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", linear(InstrumentKind.LENDING_SUPPLY, ETH), "5")
                .holds("a", linear(InstrumentKind.LENDING_DEBT, ETH), "-5"));
    assertThat(margin.initialUsdE6()).isZero();
  }

  @Test
  void fractionOfALotIsCutAgainstTheAccount() {
    // Lots of 0.0001: short 0.00005 counts as short one lot, 0.0001 * 2000 * 0.2 = 0.04, and owes
    // 0.1.
    var margin =
        marginOf(
            new TestBooks.Builder().holds("a", linear(InstrumentKind.PERPETUAL, ETH), "-0.00005"));
    assertThat(margin.initialUsdE6()).isEqualTo(e6("0.14"));
    // Long 0.00005 has no scan; its value of 0.1 covers nothing else.
    var bought =
        marginOf(
            new TestBooks.Builder()
                .holds("a", linear(InstrumentKind.PERPETUAL, ETH), "0.00005")
                .holds("a", cash(HOME, PERPETUALS), "-1"));
    assertThat(bought.initialUsdE6()).isEqualTo(e6("0.9"));
  }

  @Test
  void fullyPaidLongOptionNeedsNothing() {
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", option(InstrumentKind.CALL, ETH, IN_30_DAYS, 2200), "10"));
    assertThat(margin.initialUsdE6()).isZero();
  }

  /**
   * Ten short strangles 1800/2200 and the perpetual that hedges them. The options venue alone sees
   * a naked seller, the perpetuals venue a short speculator; together the worst is far less.
   */
  @Test
  void deltaHedgedShortStrangleFreesCapital() {
    var rules = TestBooks.rules();
    var snapshot =
        new TestBooks.Builder()
            .holds("maker", option(InstrumentKind.CALL, ETH, IN_30_DAYS, 2200), "-10")
            .holds("maker", option(InstrumentKind.PUT, ETH, IN_30_DAYS, 1800), "-10")
            .holds("maker", linear(InstrumentKind.PERPETUAL, ETH), "-1.5")
            .holds("maker", cash(HOME, PERPETUALS), "3000")
            .build(rules);
    var engine = new MarginEngine(snapshot, rules);
    var waterfall = engine.explain(0);
    var margin = waterfall.margin();
    var asset = waterfall.assets().getFirst();

    // Naked at two strikes: 20 options * 2000 * 0.5 % = 200.
    assertThat(asset.shortOptionMinimumUsdE6()).isEqualTo(e6("200"));
    // Charges are scan + minimum, the requirement is charges less the (negative) value of both
    // venues.
    var value =
        waterfall.venues().stream()
            .map(Waterfall.VenueCharge::valueUsdE6)
            .reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(waterfall.initialChargesUsdE6().subtract(asset.scanUsdE6().add(e6("200"))).abs())
        .isLessThanOrEqualTo(BigInteger.ONE);
    assertThat(
            margin.initialUsdE6().subtract(waterfall.initialChargesUsdE6().subtract(value)).abs())
        .isLessThanOrEqualTo(BigInteger.TWO);
    // The perpetuals venue alone: 1.5 * 2000 * 0.2 = 600.
    assertThat(waterfall.venues())
        .filteredOn(v -> v.venue().venue().equals(PERPETUALS))
        .singleElement()
        .satisfies(v -> assertThat(v.isolatedUsdE6()).isEqualTo(e6("600")))
        .satisfies(v -> assertThat(v.valueUsdE6()).isZero());
    assertThat(margin.isolatedUsdE6())
        .isEqualTo(
            waterfall.venues().stream()
                .map(Waterfall.VenueCharge::isolatedUsdE6)
                .reduce(BigInteger.ZERO, BigInteger::add));
    assertThat(margin.initialUsdE6()).isLessThan(margin.isolatedUsdE6());
    assertThat(margin.reliefE9()).isPositive();
    assertThat(asset.rows()).hasSize(33);
    var worst = asset.worst().getFirst();
    assertThat(worst.costUsdE6()).isEqualTo(asset.scanUsdE6());
    assertThat(asset.rows().get(worst.index()).costUsdE6()).isEqualTo(asset.scanUsdE6());
    assertThat(waterfall.fixedPercentageUsdE6()).isGreaterThan(margin.initialUsdE6());
  }

  /**
   * Section 12 of docs/crypto-span-1.md: ten ether long at one venue, ten short at another whose
   * money takes seven days to leave, under the default parameters.
   */
  @Test
  void twoVenuesUnderEveryRuleAskForWhatTheStandardWorksOut() {
    var slow = TestBooks.address("slow");
    var rules =
        OfflineRules.of(
            DefaultParameters.cryptoSpan1(),
            List.of(
                Rules.Venue.trusted(HOME, PERPETUALS),
                new Rules.Venue(HOME, slow, 604_800, 1_000_000_000, Long.MAX_VALUE)));
    var ether = TestBooks.market(ETH, 3_000);
    var snapshot =
        new TestBooks.Builder()
            .observed(List.of(new ObservedPrice(ETH, TestBooks.e8(3_000), BigInteger.ZERO)))
            .market(List.of(ether))
            .holds("a", linear(InstrumentKind.PERPETUAL, ETH), "10")
            .holds("a", cash(HOME, PERPETUALS), "-30000")
            .holds(
                "a",
                Instrument.of(HOME, slow, InstrumentKind.PERPETUAL, ETH, 0, BigInteger.ZERO),
                "-10")
            .holds("a", cash(HOME, slow), "30000")
            .build(rules);
    var waterfall = new MarginEngine(snapshot, rules).explain(0);
    var lines = waterfall.assets().getFirst().lines();

    // 20 % of 30000 moved at 0.02 + 0.1 sqrt((14400 + 604800) / 86400) = 0.287706307, rounded up.
    assertThat(lines.scanUsdE6()).isEqualTo(e6("1726.237842"));
    // The groups' scans transfer at ADA's price, 0.446201921; they stop at the sum below them.
    assertThat(waterfall.groups())
        .extracting(Waterfall.GroupCharge::riskUsdE6)
        .containsExactly(e6("1726.237842"), e6("1726.237842"), e6("1726.237842"));
    assertThat(waterfall.groups())
        .extracting(Waterfall.GroupCharge::scanUsdE6)
        .contains(e6("2677.211526"));
    assertThat(waterfall.core().coreUsdE6()).isEqualTo(e6("1726.237842"));
    assertThat(waterfall.core().sumOfVenuesUsdE6()).isEqualTo(e6("12000"));
    assertThat(lines.contingencyUsdE6()).isEqualTo(e6("900")); // 2 * 30000 * 0.015
    assertThat(lines.liquidityUsdE6()).isEqualTo(e6("18")); // 2 * 30000 * 0.0003
    assertThat(lines.contingencyInitialUsdE6()).isEqualTo(e6("300")); // 2 * 30000 * 0.005
    assertThat(waterfall.margin().initialUsdE6()).isEqualTo(e6("2944.237842"));
    assertThat(waterfall.margin().maintenanceUsdE6()) // 0.8 * 1726.237842 + 918
        .isEqualTo(e6("2298.990274"));
    // Each venue alone: 6000 + 450 + 9 + 150.
    assertThat(waterfall.margin().isolatedUsdE6()).isEqualTo(e6("13218"));
  }

  @Test
  void callAndPutAtOneStrikeAreNakedOnceOnly() {
    var rules = TestBooks.rules();
    var snapshot =
        new TestBooks.Builder()
            .holds("a", option(InstrumentKind.CALL, ETH, IN_30_DAYS, 2000), "-10")
            .holds("a", option(InstrumentKind.PUT, ETH, IN_30_DAYS, 2000), "6")
            .build(rules);
    var waterfall = new MarginEngine(snapshot, rules).explain(0);
    // 10 short less 6 long: 4 * 2000 * 0.5 % = 40.
    assertThat(waterfall.assets().getFirst().shortOptionMinimumUsdE6()).isEqualTo(e6("40"));
  }

  @Test
  void quantityBeyondTheModelsIntegersAsksForTheGreatestAmount() {
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", linear(InstrumentKind.PERPETUAL, ETH), BigInteger.ONE.shiftLeft(126)));
    assertThat(margin.overflow()).isTrue();
    assertThat(margin.initialUsdE6()).isEqualTo(AccountMargin.GREATEST_USD_E6);
    assertThat(margin.maintenanceUsdE6()).isEqualTo(AccountMargin.GREATEST_USD_E6);
  }

  /**
   * A million ETH: 2^63 lots are far away, and 128-bit sums carry the rest. 10^6 * 2000 * 0.2 = 4 *
   * 10^8.
   */
  @Test
  void veryLargeBookIsStillExact() {
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", linear(InstrumentKind.PERPETUAL, ETH), "-1000000")
                .holds("a", cash(HOME, PERPETUALS), "2000000000"));
    assertThat(margin.overflow()).isFalse();
    assertThat(margin.initialUsdE6()).isEqualTo(e6("400000000"));
  }

  /** Its market never was: a short option nobody can price asks for everything, a long nothing. */
  @Test
  void optionWithoutAMarketCountsNothingOrEverything() {
    var shortOption =
        marginOf(
            new TestBooks.Builder()
                .market(List.of())
                .holds("a", option(InstrumentKind.CALL, ETH, IN_30_DAYS, 2200), "-10")
                .holds("a", linear(InstrumentKind.PERPETUAL, ETH), "1"));
    assertThat(shortOption.unvalued()).isTrue();
    assertThat(shortOption.initialUsdE6()).isEqualTo(AccountMargin.GREATEST_USD_E6);
    assertThat(shortOption.isolatedUsdE6()).isEqualTo(AccountMargin.GREATEST_USD_E6);
    assertThat(shortOption.maintenanceUsdE6())
        .isZero(); // 0.8 * 400 is less than the 2000 of value.
    var longOption =
        marginOf(
            new TestBooks.Builder()
                .market(List.of())
                .holds("a", option(InstrumentKind.CALL, ETH, IN_30_DAYS, 2200), "10")
                .holds("a", cash(HOME, PERPETUALS), "-1"));
    assertThat(longOption.unvalued()).isTrue();
    assertThat(longOption.initialUsdE6()).isEqualTo(e6("1"));
  }

  @Test
  void expiredOptionIsItsPayoff() {
    var margin =
        marginOf(
            new TestBooks.Builder()
                .holds("a", option(InstrumentKind.CALL, ETH, TestBooks.NOW, 1900), "-1"));
    // Owes 2000 - 1900 = 100; worst m = 1.2 adds 400; nothing is naked any more. Tail m = 6:
    // 0.0308 * 10000 = 308.
    assertThat(margin.initialUsdE6()).isEqualTo(e6("500"));
  }

  @Test
  void accountWithoutPositionsNeedsNothing() {
    var margin = marginOf(new TestBooks.Builder().account("a"));
    assertThat(margin.initialUsdE6()).isZero();
    assertThat(margin.isolatedUsdE6()).isZero();
  }

  private static AccountMargin marginOf(TestBooks.Builder builder) {
    var rules = TestBooks.rules();
    return new MarginEngine(builder.build(rules), rules).margins(1).getFirst();
  }
}
