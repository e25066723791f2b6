package io.loadline.risk.vectors;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestWorld;
import io.loadline.risk.margin.TestParts;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.AssetGroup;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.ScenarioSet;
import io.loadline.risk.rules.StableAsset;
import io.loadline.risk.rules.VolRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Rules with every charge switched off: the grid's rows over a day, no time to close a book, no
 * tails; to switch one thing on. BTC and ETH with WSTETH; USDC and USDT.
 */
final class AloneParameters {
  static final long E9 = 1_000_000_000L;

  private List<ScenarioRow> rows =
      ScenarioSet.G33.rows().stream()
          .filter(row -> !row.damped() && isGrid(row.volRule()))
          .toList();
  private final List<Record> topics =
      new ArrayList<>(
          List.of(
              new AssetTopics.Shocks(200_000_000, 770_000_000, 0),
              new AssetTopics.ShortOption(0, 0)));
  private final List<Record> bitcoinTopics = new ArrayList<>();
  private NetworkParameters network = NetworkParameters.factors(E9, 800_000_000);
  private List<AssetGroup> groups = List.of();
  private RelatedAsset staked = new RelatedAsset(TestWorld.WSTETH, TestBooks.ETH, 0, 0);
  private long stressE9;
  private long validitySeconds;
  private int maxPositions = 128;
  private List<Rules.Venue> venues = List.of();

  private static boolean isGrid(VolRule rule) {
    return switch (rule) {
      case NONE, UP, DOWN -> true;
      case SKEW_LINEAR, SKEW_ABSOLUTE, BASIS -> false;
    };
  }

  /** Beside the grid's. */
  AloneParameters rows(ScenarioRow... more) {
    rows = Stream.concat(rows.stream(), Stream.of(more)).toList();
    return this;
  }

  AloneParameters onlyRows(List<ScenarioRow> these) {
    rows = these;
    return this;
  }

  /** Topics of both assets. */
  AloneParameters topics(Record... switchedOn) {
    topics.addAll(List.of(switchedOn));
    return this;
  }

  AloneParameters bitcoinTopics(Record... others) {
    bitcoinTopics.addAll(List.of(others));
    return this;
  }

  AloneParameters closingIn(long seconds) {
    return topics(new AssetTopics.Shocks(200_000_000, 770_000_000, seconds));
  }

  AloneParameters network(NetworkParameters replacement) {
    network = replacement;
    return this;
  }

  AloneParameters foreign(long transferE9, boolean hasGroupCredit) {
    return network(
        new NetworkParameters(
            network.imFactorE9(),
            network.mmFactorE9(),
            network.imAddE9(),
            network.shortOptionFloor(),
            transferE9,
            hasGroupCredit,
            network.confidence(),
            network.peg(),
            network.caution(),
            network.supply()));
  }

  AloneParameters factors(long imFactorE9, long mmFactorE9, long imAddE9, boolean isFloor) {
    return network(
        new NetworkParameters(
            imFactorE9,
            mmFactorE9,
            imAddE9,
            isFloor,
            network.foreignTransferE9(),
            network.foreignGroupCredit(),
            network.confidence(),
            network.peg(),
            network.caution(),
            network.supply()));
  }

  AloneParameters confidence(long thresholdE9, long marginE9) {
    return with(
        new NetworkParameters.Confidence(thresholdE9, marginE9), network.peg(), network.caution());
  }

  AloneParameters peg(long thresholdE9, long factorE9, long crossE9) {
    return with(
        network.confidence(),
        new NetworkParameters.Peg(thresholdE9, factorE9, 30_000_000, crossE9),
        network.caution());
  }

  AloneParameters caution(long spreadE9, long cautionE9, long haltE9, long calmRounds) {
    return with(
        network.confidence(),
        network.peg(),
        new NetworkParameters.Caution(spreadE9, cautionE9, haltE9, calmRounds));
  }

  private AloneParameters with(
      NetworkParameters.Confidence confidence,
      NetworkParameters.Peg peg,
      NetworkParameters.Caution caution) {
    return network(
        new NetworkParameters(
            network.imFactorE9(),
            network.mmFactorE9(),
            network.imAddE9(),
            network.shortOptionFloor(),
            network.foreignTransferE9(),
            network.foreignGroupCredit(),
            confidence,
            peg,
            caution,
            network.supply()));
  }

  /** Both assets in the first of them. */
  AloneParameters groups(AssetGroup... nested) {
    groups = List.of(nested);
    return this;
  }

  AloneParameters stakedHaircuts(long maintenanceE9, long initialE9) {
    staked = new RelatedAsset(TestWorld.WSTETH, TestBooks.ETH, maintenanceE9, initialE9);
    return this;
  }

  AloneParameters stress(long shareE9) {
    stressE9 = shareE9;
    return this;
  }

  AloneParameters validFor(long seconds) {
    validitySeconds = seconds;
    return this;
  }

  AloneParameters atMost(int positions) {
    maxPositions = positions;
    return this;
  }

  /** Those not named are trusted in full. */
  AloneParameters venues(Rules.Venue... named) {
    venues = List.of(named);
    return this;
  }

  Rules rules() {
    var plain = TestBooks.rules(set());
    return new Rules(
        Optional.empty(),
        plain.anchor(),
        validitySeconds,
        maxPositions,
        plain.chains(),
        venues,
        plain.feeds(),
        plain.collateral(),
        plain.parameters());
  }

  private ParameterSet set() {
    return new ParameterSet(
        "alone",
        Optional.empty(),
        rows,
        network,
        groups,
        List.of(asset(TestBooks.BTC, 5, 16), asset(TestBooks.ETH, 4, 20)),
        List.of(staked),
        List.of(stable(TestWorld.USDC), stable(TestWorld.USDT)));
  }

  private StableAsset stable(Asset coin) {
    return new StableAsset(coin, stressE9);
  }

  private AssetParameters asset(Asset asset, int lotDecimals, int quantumBits) {
    var own = asset.equals(TestBooks.BTC) ? bitcoinTopics : List.<Record>of();
    var p =
        TestParts.with(
            TestBooks.parameters(asset, lotDecimals, quantumBits),
            Stream.concat(topics.stream(), own.stream()).toArray(Record[]::new));
    return groups.isEmpty() ? p : TestParts.inGroup(p, OptionalInt.of(0));
  }
}
