package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds between an account's numbers, and between an account and everybody else. */
class NettingPropertiesTest {
  private static final int GENERATIONS = 6;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void nettingNeverCostsAndInitialIsAtLeastMaintenance(long seed) {
    var rules = TestWorld.rules(new RandomParameters(seed).next());
    new Search(
            seed,
            rules,
            RandomRounds.healthy(seed, 0),
            new RandomBooks(seed, TestWorld.instruments()))
        .findsNothingAgainst(
            (_, after, _) -> {
              var margin = after.margin();
              var relief = margin.isolatedUsdE6().subtract(margin.initialUsdE6());
              return relief.min(margin.initialUsdE6().subtract(margin.maintenanceUsdE6()));
            },
            GENERATIONS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void troubledRoundsKeepTheOrderOfTheNumbers(long seed) {
    var rules = TestWorld.rules(new RandomParameters(seed).next());
    var snapshot = RandomRounds.troubled(seed, 150, rules);
    for (var margin : new MarginEngine(snapshot, rules).margins(1)) {
      assertThat(margin.initialUsdE6())
          .as("seed %d, account %s", seed, margin.account())
          .isBetween(margin.maintenanceUsdE6(), margin.isolatedUsdE6());
      assertThat(margin.reliefE9()).isBetween(0L, 1_000_000_000L);
    }
  }

  /** The hot path and the explanation use different integers; both must say the same. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void explanationsInExactIntegersSayTheSame(long seed) {
    for (var parameters : List.of(TestParameters.full(), new RandomParameters(seed).next())) {
      var rules = TestWorld.rules(parameters);
      var snapshot = RandomRounds.healthy(seed, 40).build(rules);
      var engine = new MarginEngine(snapshot, rules);
      var margins = engine.margins(1);
      for (int i = 0; i < margins.size(); i++) {
        assertThat(engine.explain(i).margin()).as("seed %d", seed).isEqualTo(margins.get(i));
      }
    }
  }

  @Test
  void threadsDoNotMatter() {
    var rules = TestWorld.rules(TestParameters.full());
    var snapshot = RandomRounds.healthy(5, 600).build(rules);
    var engine = new MarginEngine(snapshot, rules);
    assertThat(engine.margins(2)).isEqualTo(engine.margins(1));
  }

  /** Which address a venue has decides the order of everything, and nothing else. */
  @Test
  void orderOfInstrumentsAndVenuesDoesNotMatter() {
    var rules = TestWorld.rules(TestParameters.full());
    var books = new RandomBooks(8, TestWorld.instruments());
    var first = new TestBooks.Builder().observed(TestWorld.observed()).market(TestWorld.markets());
    var second = first.copy();
    for (int i = 0; i < 80; i++) {
      var book = books.related(10);
      first.holds("owner " + i, elsewhere(book, "a place"));
      second.holds("owner " + i, elsewhere(book, "another place"));
    }
    assertThat(margins(second.build(rules), rules))
        .isEqualTo(margins(first.build(rules), rules))
        .isNotEmpty();
  }

  /** Everything at one venue that the rules do not list. */
  private static Map<Instrument, BigInteger> elsewhere(
      Map<Instrument, BigInteger> book, String venue) {
    var moved = new HashMap<Instrument, BigInteger>();
    book.forEach((instrument, quantity) ->
        moved.merge(
            TestWorld.dated(
                instrument.chainId(),
                TestBooks.address(venue),
                instrument.kind(),
                instrument.asset(),
                instrument.expirySeconds(),
                instrument.strikeUsdE8()),
            quantity,
            BigInteger::add));
    return moved;
  }

  @Test
  void dustOfStrangersChangesNothingForOthers() {
    var rules = TestWorld.rules(TestParameters.full());
    var builder = RandomRounds.healthy(9, 60);
    var before = margins(builder.build(rules), rules);
    var dust = BigInteger.ONE;
    TestWorld.instruments().forEach(i -> builder.holds("stranger", i, dust));
    var place = TestBooks.address("strange venue");
    builder.holds(
        "stranger", TestWorld.of(TestBooks.HOME, place, InstrumentKind.CASH, TestWorld.USDT), dust);
    builder.holds(
        "stranger",
        TestWorld.of(TestBooks.HOME, place, InstrumentKind.PERPETUAL, TestBooks.ETH),
        dust);
    var after = margins(builder.build(rules), rules);
    assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 1);
  }

  @Test
  void gainsThatMoveForNothingNetInFull() {
    var rules = TestWorld.rules(withTransfer(0));
    var here =
        TestWorld.of(TestBooks.HOME, TestWorld.LINEAR, InstrumentKind.PERPETUAL, TestBooks.ETH);
    var there =
        TestWorld.of(TestBooks.AWAY, TestWorld.OPTIONS, InstrumentKind.PERPETUAL, TestBooks.ETH);
    var builder = RandomRounds.healthy(3, 0);
    builder.holds("split", here, "7").holds("split", there, "-5.5");
    builder.holds("whole", here, "1.5");
    var risks = risks(builder.build(rules), rules, List.of("split", "whole"));
    assertThat(risks.getFirst()).isEqualTo(risks.getLast()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gainsThatCannotMoveAskForAtMostTheVenuesTogether(long seed) {
    var rules = TestWorld.rules(withTransfer(1_000_000_000));
    new Search(
            seed,
            rules,
            RandomRounds.healthy(seed, 0),
            new RandomBooks(seed, TestWorld.instruments()))
        .findsNothingAgainst(
            (_, after, _) -> after.sumOfVenueRisksUsdE24().subtract(after.riskUsdE24()),
            GENERATIONS);
  }

  /** Without groups, so that only the latency is at work. */
  private static ParameterSet withTransfer(long baseE9) {
    var full = TestParameters.full();
    var network = full.network();
    var homeless =
        new NetworkParameters(
            network.imFactorE9(),
            network.mmFactorE9(),
            network.imAddE9(),
            network.shortOptionFloor(),
            0,
            network.foreignGroupCredit(),
            network.confidence(),
            network.peg(),
            network.caution(),
            network.supply());
    return TestParts.withAssets(
        TestParts.withoutGroups(TestParts.withNetwork(full, homeless)),
        asset -> TestParts.with(asset, new AssetTopics.Transfer(baseE9, 0)));
  }

  private static List<BigInteger> risks(Snapshot snapshot, Rules rules, List<String> owners) {
    var maker = new Evaluation.Maker(snapshot, rules);
    var risks = new ArrayList<BigInteger>();
    owners.forEach(owner -> risks.add(maker.of(TestBooks.accountId(owner)).riskUsdE24()));
    return risks;
  }

  private static Map<Bytes32, AccountMargin> margins(Snapshot snapshot, Rules rules) {
    var margins = new HashMap<Bytes32, AccountMargin>();
    for (var margin : new MarginEngine(snapshot, rules).margins(1)) {
      margins.put(margin.account(), margin);
    }
    return margins;
  }
}
