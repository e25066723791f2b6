package io.loadline.node.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.VenueCalls;
import io.loadline.chain.local.AnvilBinary;
import io.loadline.node.devnet.chain.LocalChain;
import io.loadline.node.devnet.report.HumanConsole;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroundworkTest {
  private static final ParameterSet PARAMETERS =
      ParameterSet.plain(
          "test",
          ScenarioSet.G33,
          1_000_000_000L,
          800_000_000L,
          List.of(
              AssetParameters.scanOnly(
                  new Asset("ETH"),
                  20,
                  6,
                  new AssetTopics.Shocks(200_000_000, 770_000_000, 14_400),
                  new AssetTopics.Volatility(
                      500_000_000,
                      250_000_000,
                      300_000_000,
                      130_000_000,
                      1,
                      500_000_000,
                      2_000_000),
                  new AssetTopics.Skew(150_000_000, -50_000_000, 10_000_000, 2_400_000_000L, 0),
                  new AssetTopics.ShortOption(5_000_000, 0),
                  200_000_000)));

  @Test
  void everybodyHasDepositedLinkedAndLockedBeforeTheFirstNodeRuns(@TempDir Path folder)
      throws Exception {
    var anvil = AnvilBinary.locate(Path.of(""));
    var settings = new DevnetSettings(4, 1, true, 7, folder, anvil);
    try (var home = LocalChain.start(anvil, folder, 31_337);
        var other = LocalChain.start(anvil, folder, 31_338)) {
      var ground = Groundwork.lay(settings, home, other, PARAMETERS, new HumanConsole(System.out));
      ground.furnish(new HumanConsole(System.out));
      var dealt = DealtKey.deal(ground);
      ground.install(dealt.certificate());
      var contracts = ground.network().contracts();
      assertThat(ground.people()).hasSizeGreaterThanOrEqualTo(60);
      var maker = ground.people().getFirst();
      var held =
          home.read(contracts.manager(), GcmCalls.balanceOf(maker.account(), contracts.token()));
      assertThat(held.getFirst()).isEqualTo(BigInteger.valueOf(maker.trader().depositE6()));
      assertThat(other.read(contracts.options(), VenueCalls.instrumentCount()).getFirst())
          .isEqualTo(BigInteger.valueOf(685));
      // The key is in force at both managers: x coordinate first.
      var key = dealt.statement().groupKeyX();
      assertThat(home.read(contracts.manager(), GcmCalls.currentKey()).getFirst()).isEqualTo(key);
      assertThat(other.read(contracts.guard(), GcmCalls.currentKey()).getFirst()).isEqualTo(key);
    }
  }
}
