package io.loadline.node.devnet.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OptionChainTest {
  @Test
  void theWholeChainOf684OptionsOnElevenExpiriesIsThere() {
    var chain = OptionChain.load();
    assertThat(chain).hasSize(684);
    assertThat(chain.stream().map(ListedOption::expiry).distinct()).hasSize(11).isSorted();
    assertThat(chain.stream().map(ListedOption::name).distinct()).hasSize(684);
    assertThat(chain).allMatch(o -> o.expiry() > OptionChain.QUOTED_AT.getEpochSecond());
  }

  @Test
  void forwardsRiseFromTheFirstExpiryToTheLast() {
    var smiles = QuotedSmile.of(OptionChain.load());
    assertThat(smiles).hasSize(11);
    assertThat(smiles.getFirst().forwardE8()).isEqualTo(222_312_572_505L);
    assertThat(smiles.getLast().forwardE8()).isEqualTo(245_812_000_000L);
    assertThat(smiles).isSortedAccordingTo((a, b) -> Long.compare(a.forwardE8(), b.forwardE8()));
  }

  @Test
  void smilesTakeTheOutOfTheMoneySide() {
    var january = smile("2024-01-09T08:00:00Z");
    // ETH-9JAN24-1900: call 1.267796, put 1.268490; the forward is 2223.13, so the put counts.
    assertThat(january.nodes().getFirst())
        .isEqualTo(new QuotedSmile.Node(190_000_000_000L, 1_268_490_000L));
    // 2800, 2850 and 2900 have no volatility on either side.
    assertThat(january.nodes()).hasSize(25);
    assertThat(january.nodes().getLast().strikeE8()).isEqualTo(275_000_000_000L);
  }

  @Test
  void strikesOfEverySmileRiseAndVolatilitiesArePlausible() {
    for (var smile : QuotedSmile.of(OptionChain.load())) {
      assertThat(smile.nodes())
          .isSortedAccordingTo((a, b) -> Long.compare(a.strikeE8(), b.strikeE8()))
          .allMatch(node -> node.volE9() > 500_000_000L && node.volE9() < 3_000_000_000L);
    }
  }

  @Test
  void aWalkRepeatsItselfForItsSeedAndNeverJumps() {
    var one = new PriceWalk(7);
    var same = new PriceWalk(7);
    var other = new PriceWalk(8);
    boolean differs = false;
    for (int i = 0; i < 1_000; i++) {
      long before = one.spotE8();
      long spot = one.next();
      assertThat(spot).isEqualTo(same.next());
      assertThat(Math.abs(spot - before) * 1_000).isLessThanOrEqualTo(before * 4);
      differs |= spot != other.next();
    }
    assertThat(differs).isTrue();
  }

  private static QuotedSmile smile(String expiry) {
    long seconds = Instant.parse(expiry).getEpochSecond();
    return QuotedSmile.of(OptionChain.load()).stream()
        .filter(smile -> smile.expiry() == seconds)
        .findFirst()
        .orElseThrow();
  }
}
