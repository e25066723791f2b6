package io.loadline.node.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.chain.local.AnvilBinary;
import io.loadline.node.config.ParameterSetJson;
import io.loadline.node.devnet.chain.AccountView;
import io.loadline.node.devnet.chain.LocalChain;
import io.loadline.node.devnet.chain.Prover;
import io.loadline.node.devnet.chain.TradingFloor;
import io.loadline.node.devnet.market.OptionChain;
import io.loadline.node.devnet.report.HumanConsole;
import java.math.BigInteger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketMakerLifeTest {

  @Test
  void collateralLeavesExactlyDownToRequirementAndLockedLineAndReservations(@TempDir Path folder)
      throws Exception {
    var anvil = AnvilBinary.locate(Path.of(""));
    var settings = new DevnetSettings(4, 1, true, 7, folder, anvil);
    var parameters = ParameterSetJson.read(ProjectFiles.parameters(Path.of("")));
    var console = new HumanConsole(System.out);
    try (var home = LocalChain.start(anvil, folder, 31_337);
        var other = LocalChain.start(anvil, folder, 31_338)) {
      var ground = Groundwork.lay(settings, home, other, parameters, console);
      ground.furnish(console);
      var network = ground.network();
      var prover = new Prover(network);
      var key = DealtKey.deal(ground);
      ground.install(key.certificate());
      try (var rounds = new HandMadeRounds(ground, key)) {
        var floor = new TradingFloor(network, OptionChain.load(), ground.providers());
        var maker = ground.people().getFirst();
        var life = new MarketMakerLife(network, maker);
        var view = new AccountView(network, maker);

        var first = rounds.next(OptionChain.SPOT_E8);
        prover.proveRequirements(first);
        prover.proveForTrading(
            first,
            floor.instrumentsOf(ground.people(), true),
            floor.instrumentsOf(ground.people(), false));
        network.settle();
        for (int i = 0; i < ground.people().size(); i++) {
          floor.trade(ground.people().get(i), i, first);
        }
        network.settle();
        console.life(life.trades());
        assertThat(view.line()).isEqualTo(BigInteger.valueOf(maker.trader().lineE6()));
        assertThat(view.lineUsed()).isPositive().isLessThan(view.line());
        assertThat(view.reservations()).isPositive();

        var second = rounds.next(OptionChain.SPOT_E8);
        prover.proveRequirements(second);
        network.settle();
        assertThat(view.reservations()).isZero();
        assertThat(view.requirement())
            .isEqualTo(second.requirement(maker.account()).initialUsdE6())
            .isPositive();
        life.addRequest(second);
        console.life(life.requested(second, network.home().settle().getLast()));
        var early = life.tryTooEarly(second);
        console.life(early);
        assertThat(early.outcome()).startsWith("PinnedBeforeRequest");
        assertThat(life.hasSeenRequest(second)).isFalse();

        var third = rounds.next(OptionChain.SPOT_E8);
        assertThat(life.hasSeenRequest(third)).isTrue();
        prover.proveRequirements(third);
        network.settle();
        var steps = life.execute(third).orElseThrow();
        steps.forEach(console::life);
        assertThat(steps.getFirst().outcome()).startsWith("InsufficientCollateral");
        assertThat(view.balance())
            .isEqualTo(
                third
                    .requirement(maker.account())
                    .initialUsdE6()
                    .add(BigInteger.valueOf(maker.trader().lineE6()))
                    .add(view.reservations()));
      }
    }
  }
}
