package io.loadline.risk.report;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.GUARD;
import static io.loadline.risk.TestBooks.HOME;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.e6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.CarriedCodec;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.rules.RulesCodec;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class RiskRoundTest {
  private static final Account.Line LINE = new Account.Line(AWAY, GUARD, e6("500"));

  @Test
  void reportNamesWhatItWasMadeFrom() throws CborException {
    var rules = TestBooks.rules();
    var snapshot = twoTraders().build(rules);
    var result = new RiskRound().evaluate(snapshot, rules);
    var report = result.report();
    assertThat(report.keyEpoch()).isEqualTo(1);
    assertThat(report.height()).isEqualTo(7);
    assertThat(report.rulesHash()).isEqualTo(RulesCodec.hash(rules));
    assertThat(report.snapshotHash()).isEqualTo(SnapshotCodec.hash(snapshot));
    assertThat(report.pinsRoot()).isEqualTo(result.pinsTree().root());
    assertThat(report.breakerState()).isZero();
    assertThat(report.previousReport()).isEqualTo(Bytes32.ZERO);
    assertThat(report.anchorTimeSeconds()).isEqualTo(NOW);
    assertThat(report.validityEndSeconds()).isEqualTo(NOW + 3600);
    assertThat(result.digest()).isEqualTo(report.digest(snapshot.networkId()));
    assertThat(Report.decode(report.encode())).isEqualTo(report);
  }

  @Test
  void everySectionIsProvenAgainstTheReport() {
    var result = round(twoTraders());
    for (var name : SectionName.values()) {
      var leaf = new Leaf.SectionLeaf(name.hash(), result.sections().root(name));
      assertThat(
              MerkleTree.verify(
                  result.report().sectionsRoot(), leaf.hash(), result.sections().proof(name)))
          .as(name.text())
          .isTrue();
    }
    var requirements = result.sections().requirements();
    for (int i = 0; i < requirements.leaves().size(); i++) {
      assertThat(
              MerkleTree.verify(
                  requirements.root(),
                  requirements.leaves().get(i).hash(),
                  requirements.tree().proof(i)))
          .isTrue();
    }
  }

  @Test
  void nextRoundStartsFromWhatTheStateSectionCommitsTo() {
    var first = round(twoTraders());
    var carried = first.next().after(first.digest(), 7, BigInteger.valueOf(0b1011));
    assertThat(CarriedCodec.stateRoot(carried)).isEqualTo(first.sections().stateRoot());

    var second =
        round(
            twoTraders()
                .carried(carried)
                .holds("b", TestBooks.linear(InstrumentKind.PERPETUAL, ETH), "1"));
    assertThat(second.report().previousReport()).isEqualTo(first.digest());
    assertThat(second.sections().changed().leaves())
        .singleElement()
        .satisfies(leaf -> assertThat(leaf.account()).isEqualTo(TestBooks.accountId("b")));
    var summary = second.sections().summary().leaves().getFirst();
    assertThat(summary.accounts()).isEqualTo(2);
    assertThat(summary.changed()).isEqualTo(1);
    assertThat(summary.participation()).isEqualTo(BigInteger.valueOf(0b1011));
  }

  @Test
  void withoutAPreviousReportEverythingIsChanged() {
    var sections = round(twoTraders()).sections();
    assertThat(sections.changed().root()).isEqualTo(sections.requirements().root());
    assertThat(sections.summary().leaves().getFirst().changed()).isEqualTo(2);
  }

  @Test
  void summaryAddsUpAndShowsTheWidestSpread() {
    var observed =
        List.of(
            new ObservedPrice(TestBooks.BTC, TestBooks.e8(40_000), TestBooks.e8(4)),
            new ObservedPrice(ETH, TestBooks.e8(2_000), TestBooks.e8(1)));
    var sections = round(twoTraders().observed(observed)).sections();
    var summary = sections.summary().leaves().getFirst();
    assertThat(summary.initialUsdE6())
        .isEqualTo(
            sections.requirements().leaves().stream()
                .map(Leaf.Requirement::initialUsdE6)
                .reduce(BigInteger.ZERO, BigInteger::add));
    // ETH: 1 of 2000 is 5e-4, BTC: 4 of 40000 is 1e-4.
    assertThat(summary.maxSpreadE9()).isEqualTo(BigInteger.valueOf(500_000));
  }

  /**
   * 1000 USDC at 10 % haircut are 900; less 150 proven, less 90 set aside (100 at 90 %): 660, of
   * which 500 are locked.
   */
  @Test
  void creditLineIsWhatIsLockedIfCollateralCoversIt() {
    var builder =
        new TestBooks.Builder()
            .deposits("a", "1000", "100")
            .provenInitial(e6("150"))
            .locks("a", LINE);
    var leaf = round(builder).sections().creditLines().leaves().getFirst();
    assertThat(leaf.amountUsdE6()).isEqualTo(e6("500"));
    assertThat(leaf.provenHeight()).isEqualTo(5);
    assertThat(leaf.guard()).isEqualTo(GUARD);
  }

  /** 900 less 150 less 90 less the other line's 450: 210; the other: 660 less 500: 160. */
  @Test
  void creditLineGivesWayToOtherLines() {
    var other = new Account.Line(AWAY, Address.fromHex("ff".repeat(20)), e6("450"));
    var builder =
        new TestBooks.Builder()
            .deposits("a", "1000", "100")
            .provenInitial(e6("150"))
            .locks("a", LINE, other);
    assertThat(round(builder).sections().creditLines().leaves())
        .extracting(Leaf.CreditLine::amountUsdE6)
        .containsExactlyInAnyOrder(e6("210"), e6("160"));
  }

  /** 1000 USDC are 950 for maintenance; 12 ETH short ask for 12 * 2000 * 0.2 * 0.8 = 3840. */
  @Test
  void accountBelowMaintenanceHasNoCreditLine() {
    var builder =
        new TestBooks.Builder()
            .deposits("a", "1000", "0")
            .locks("a", LINE)
            .holds("a", TestBooks.linear(InstrumentKind.PERPETUAL, ETH), "-12")
            .holds("a", TestBooks.cash(HOME, TestBooks.PERPETUALS), "24000");
    assertThat(round(builder).sections().creditLines().leaves().getFirst().amountUsdE6()).isZero();
  }

  @Test
  void collateralWithoutAPriceIsFlagged() {
    var builder =
        new TestBooks.Builder()
            .deposits("a", "1000", "0")
            .observed(List.of(new ObservedPrice(ETH, TestBooks.e8(2000), BigInteger.ZERO)));
    var sections = round(builder).sections();
    assertThat(sections.requirements().leaves().getFirst().flags())
        .isEqualTo(Leaf.Requirement.FLAG_DATA_MISSING);
    assertThat(sections.collateral().leaves().getFirst().priceUsdE8()).isZero();
  }

  /**
   * One ETH perpetual: mark 2000, worst 0.2 of it either way, plus what covers rounding: a
   * millionth and 16 quanta of 2^-20, which are 15.3 millionths.
   */
  @Test
  void boundsOfAPerpetualAreItsScanAndOfCashNothing() {
    var rules = TestBooks.rules();
    var snapshot = twoTraders().build(rules);
    var bounds = new RiskRound().evaluate(snapshot, rules).sections().bounds().leaves();
    for (int i = 0; i < bounds.size(); i++) {
      var instrument = snapshot.instruments().get(i);
      var leaf = bounds.get(i);
      assertThat(leaf.instrument()).isEqualTo(instrument.id());
      if (instrument.kind() == InstrumentKind.PERPETUAL) {
        assertThat(leaf.markUsdE6()).isEqualTo(e6("2000"));
        assertThat(leaf.buyUsdE6()).isEqualTo(e6("400.000017"));
        assertThat(leaf.sellUsdE6()).isEqualTo(e6("400.000017"));
        assertThat(leaf.lotE18()).isEqualTo(TestBooks.e18("0.0001"));
      } else {
        assertThat(leaf.markUsdE6()).isEqualTo(e6("1"));
        assertThat(leaf.buyUsdE6()).isZero();
      }
    }
  }

  @Test
  void snapshotOfOtherRulesIsRefused() {
    var snapshot = twoTraders().build(TestBooks.rules());
    var other = TestBooks.rules(TestBooks.parameterSet(ScenarioSet.S16));
    assertThatThrownBy(() -> new RiskRound().evaluate(snapshot, other))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TestBooks.Builder twoTraders() {
    return new TestBooks.Builder()
        .holds("a", TestBooks.linear(InstrumentKind.PERPETUAL, ETH), "2")
        .holds("a", TestBooks.cash(HOME, TestBooks.PERPETUALS), "-4000")
        .holds("b", TestBooks.linear(InstrumentKind.PERPETUAL, ETH), "-3")
        .holds("b", TestBooks.cash(HOME, TestBooks.PERPETUALS), "6000");
  }

  private static RoundResult round(TestBooks.Builder builder) {
    var rules = TestBooks.rules();
    return new RiskRound().evaluate(builder.build(rules), rules);
  }
}
