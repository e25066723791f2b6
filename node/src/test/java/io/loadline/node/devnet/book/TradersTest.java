package io.loadline.node.devnet.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.devnet.market.ListedOption;
import io.loadline.node.devnet.market.OptionChain;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TradersTest {
  private final List<ListedOption> chain = OptionChain.load();

  @Test
  void thereAreAtLeastSixtyAccountsAndTheNamedOnesAreAmongThem() {
    var traders = Traders.plan(1, chain);
    assertThat(traders).hasSizeGreaterThanOrEqualTo(60);
    assertThat(traders.stream().filter(Trader::named).map(Trader::name))
        .containsExactly(
            "market-maker",
            "naked-call-seller",
            "calendar-spreader",
            "put-protected-long",
            "perp-trader");
  }

  @Test
  void aSeedAlwaysGivesTheSamePeopleAndAnotherSeedGivesOthers() {
    assertThat(fingerprints(1)).isEqualTo(fingerprints(1));
    assertThat(fingerprints(1)).doesNotContainAnyElementsOf(fingerprints(2));
  }

  @Test
  void nobodySharesAKey() {
    var traders = Traders.plan(3, chain);
    var addresses =
        traders.stream()
            .flatMap(t -> Stream.of(t.owner().getAddress(), t.holder().getAddress()))
            .collect(Collectors.toSet());
    assertThat(addresses).hasSize(2 * traders.size());
  }

  @Test
  void everyLegIsListedAndWhoTradesOptionsLocksALine() {
    var listed = chain.stream().map(ListedOption::name).collect(Collectors.toSet());
    for (long seed = 0; seed < 20; seed++) {
      var traders = Traders.plan(seed, chain);
      var providers = Traders.providers(traders);
      for (var trader : traders) {
        assertThat(trader.legs())
            .as("seed=%d %s", seed, trader)
            .allMatch(leg -> leg.isPerpetual() || listed.contains(leg.instrument()))
            .allMatch(leg -> leg.quantity().signum() != 0);
        boolean options =
            providers.contains(trader)
                || trader.legs().stream().anyMatch(leg -> !leg.isPerpetual());
        assertThat(trader.lineE6() > 0).as("seed=%d %s", seed, trader).isEqualTo(options);
        assertThat(trader.depositE6()).isGreaterThan(trader.lineE6());
      }
    }
  }

  private List<String> fingerprints(long seed) {
    return Traders.plan(seed, chain).stream()
        .map(t -> t.owner().getAddress() + t.depositE6() + t.legs())
        .toList();
  }
}
