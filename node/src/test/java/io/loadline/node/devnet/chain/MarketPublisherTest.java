package io.loadline.node.devnet.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.config.ParameterSetJson;
import io.loadline.node.devnet.market.OptionChain;
import io.loadline.node.devnet.market.QuotedSmile;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedAsset;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.rules.OfflineRules;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RulesCodec;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketPublisherTest {
  private static final List<QuotedSmile> CHAIN = QuotedSmile.of(OptionChain.load());
  private static final long[] HOURS = {0, 1, 6, 20};
  private static final long[] SPOT_IN_HUNDREDTHS = {80, 100, 125};

  /**
   * As it was quoted, hours later, and after a walk: nobody's margin may hang on a refused slice.
   */
  @ParameterizedTest
  @ValueSource(strings = {"devnet.json", "crypto-span-1.json"})
  void everySliceOfTheRealOptionChainIsAccepted(String parameters) {
    var set = ParameterSetJson.read(Path.of("..", "config", "parameters", parameters));
    for (long hours : HOURS) {
      for (long hundredths : SPOT_IN_HUNDREDTHS) {
        long spotE8 = OptionChain.SPOT_E8 / 100 * hundredths;
        var ether = priced(set, OptionChain.QUOTED_AT.getEpochSecond() + hours * 3_600, spotE8);
        assertThat(ether.market().acceptedExpiries())
            .as("%d hours later, at %d %% of the spot", hours, hundredths)
            .isEqualTo(CHAIN.stream().map(QuotedSmile::expiry).toList());
        assertThat(ether.market().hasRefusedSlice()).isFalse();
      }
    }
  }

  private static PricedAsset priced(ParameterSet set, long time, long spotE8) {
    var rules = OfflineRules.of(set, List.of());
    var spot = BigInteger.valueOf(spotE8);
    var market =
        new AssetMarket(
            Network.ETHER,
            spot,
            1_000_000_000,
            time,
            0,
            0,
            BigInteger.ZERO,
            0,
            CHAIN.stream().map(smile -> MarketPublisher.slice(smile, spotE8)).toList());
    var snapshot =
        new Snapshot(
            Bytes32.ZERO,
            RulesCodec.hash(rules),
            1,
            1,
            time,
            List.of(),
            List.of(new ObservedPrice(Network.ETHER, spot, BigInteger.ZERO)),
            List.of(market),
            List.of(),
            List.of(),
            List.of(),
            Carried.none());
    return PricedMarket.of(snapshot, rules).assets().stream()
        .filter(asset -> asset.parameters().asset().equals(Network.ETHER))
        .findFirst()
        .orElseThrow();
  }
}
