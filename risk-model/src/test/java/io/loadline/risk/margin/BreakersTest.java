package io.loadline.risk.margin;

import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.NOW;
import static io.loadline.risk.TestBooks.e8;
import static io.loadline.risk.margin.BreakerState.CAUTION;
import static io.loadline.risk.margin.BreakerState.HALT;
import static io.loadline.risk.margin.BreakerState.NORMAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.PriorAsset.TimedPrice;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Limits of the full set: heartbeat 1200 s, moves 6 % in five minutes and 10 % in an hour, range 20
 * %, spread 1 %, confidence 0.55, peg 0.99 and 0.97, three calm rounds.
 */
class BreakersTest {
  private static final Asset USDC = TestWorld.USDC;

  private List<ObservedPrice> observed = List.of(TestWorld.price(ETH, "2000", "0"));
  private List<AssetMarket> markets = List.of(market(2_000, 0, 1_000_000_000L));
  private List<PriorAsset> carried = List.of();

  @Test
  void quietAssetIsNormalAndCarriesPriceAndMarket() {
    var breaker = breaker(ETH);
    assertThat(breaker.state()).isEqualTo(NORMAL);
    assertThat(breaker.causes()).isEmpty();
    assertThat(breaker.next())
        .isEqualTo(
            new PriorAsset(
                ETH,
                0,
                0,
                NOW,
                e8(2_000),
                List.of(new TimedPrice(NOW, e8(2_000))),
                Optional.of(markets.getFirst())));
  }

  @Test
  void missingPriceHaltsAndKeepsTheOldOne() {
    observed = List.of();
    var entry = entry(NORMAL, 0, 2_000, 90);
    carried = List.of(entry);
    var breaker = breaker(ETH);
    assertThat(breaker.state()).isEqualTo(HALT);
    assertThat(breaker.next().timeSeconds()).isEqualTo(NOW - 90);
    assertThat(breaker.next().priceUsdE8()).isEqualTo(e8(2_000));
    assertThat(breaker.next().window()).isEqualTo(entry.window());
  }

  @Test
  void assetThatNeverHadAPriceHasNoBreaker() {
    observed = List.of();
    assertThat(states().all()).isEmpty();
    assertThat(states().state(ETH)).isEqualTo(NORMAL);
    assertThat(states().next()).isEmpty();
  }

  @Test
  void marketHaltsWhenItIsGoneAfterItWasThere() {
    markets = List.of();
    assertThat(breaker(ETH).state()).isEqualTo(NORMAL);
    carried = List.of(entry(NORMAL, 0, 2_000, 90));
    assertThat(breaker(ETH).state()).isEqualTo(HALT);
    assertThat(breaker(ETH).next().market()).isEqualTo(carried.getFirst().market());
  }

  @Test
  void ageOfTheMarketCautionsAfterOneHeartbeatAndHaltsAfterThree() {
    assertThat(withMarketAge(1_200)).isEqualTo(NORMAL);
    assertThat(withMarketAge(1_201)).isEqualTo(CAUTION);
    assertThat(withMarketAge(3_600)).isEqualTo(CAUTION);
    assertThat(withMarketAge(3_601)).isEqualTo(HALT);
  }

  private BreakerState withMarketAge(long seconds) {
    markets = List.of(market(2_000, seconds, 1_000_000_000L));
    return breaker(ETH).state();
  }

  @Test
  void littleConfidenceCautions() {
    markets = List.of(market(2_000, 0, 550_000_000));
    assertThat(breaker(ETH).state()).isEqualTo(NORMAL);
    markets = List.of(market(2_000, 0, 549_999_999));
    assertThat(breaker(ETH).state()).isEqualTo(CAUTION);
  }

  @Test
  void refusedSliceCautions() {
    var bad =
        new Slice(
            TestBooks.IN_30_DAYS,
            e8(2_000),
            new Smile.Quotes(List.of(new Smile.Quote(e8(2_000), 30_000_000_000L))));
    var good = TestBooks.market(ETH, 2_000).slices().getLast();
    markets = List.of(market(2_000, 0, 1_000_000_000L, List.of(bad, good)));
    assertThat(breaker(ETH).state()).isEqualTo(CAUTION);
  }

  @Test
  void wideSpreadCautions() {
    observed = List.of(TestWorld.price(ETH, "2000", "20"));
    assertThat(breaker(ETH).state()).isEqualTo(NORMAL);
    observed = List.of(TestWorld.price(ETH, "2000", "20.00000001"));
    assertThat(breaker(ETH).state()).isEqualTo(CAUTION);
  }

  @Test
  void moveBeyondTheRangeHalts() {
    carried = List.of(entry(NORMAL, 0, 2_000, 4_000));
    observed = List.of(TestWorld.price(ETH, "2400", "0"));
    assertThat(breaker(ETH).state()).isEqualTo(NORMAL); // the window is older than an hour
    observed = List.of(TestWorld.price(ETH, "2400.00000001", "0"));
    assertThat(breaker(ETH).state()).isEqualTo(HALT);
    observed = List.of(TestWorld.price(ETH, "1599.99999999", "0"));
    assertThat(breaker(ETH).state()).isEqualTo(HALT);
  }

  @Test
  void fastMovesCaution() {
    carried = List.of(entry(NORMAL, 0, 2_000, 300));
    observed = List.of(TestWorld.price(ETH, "2120", "0"));
    assertThat(breaker(ETH).state()).isEqualTo(NORMAL);
    observed = List.of(TestWorld.price(ETH, "2120.00000001", "0"));
    assertThat(breaker(ETH).state()).isEqualTo(CAUTION);
    carried = List.of(entry(NORMAL, 0, 2_000, 301));
    assertThat(breaker(ETH).state()).isEqualTo(NORMAL);
    observed = List.of(TestWorld.price(ETH, "2200.00000001", "0"));
    assertThat(breaker(ETH).state()).isEqualTo(CAUTION);
  }

  @Test
  void stablecoinIsJudgedByItsDistanceFromOneDollar() {
    assertThat(withStable("0.99")).isEqualTo(NORMAL);
    assertThat(withStable("0.98999999")).isEqualTo(CAUTION);
    assertThat(withStable("0.97")).isEqualTo(CAUTION);
    assertThat(withStable("0.96999999")).isEqualTo(HALT);
  }

  private BreakerState withStable(String usd) {
    observed = List.of(TestWorld.price(USDC, usd, "0"));
    assertThat(breaker(USDC).next().market()).isEmpty();
    return breaker(USDC).state();
  }

  @Test
  void relatedTokenIsJudgedByItsUnderlyingsNumbers() {
    var token = TestWorld.WSTETH;
    observed = List.of(TestWorld.price(token, "2800.00000001", "0"));
    carried =
        List.of(
            new PriorAsset(
                token,
                0,
                0,
                NOW - 4_000,
                TestWorld.price(token, "2333.33333335", "0").priceUsdE8(),
                List.of(),
                Optional.empty()));
    assertThat(breaker(token).state()).isEqualTo(NORMAL);
    carried =
        List.of(new PriorAsset(token, 0, 0, NOW - 4_000, e8(2_333), List.of(), Optional.empty()));
    assertThat(breaker(token).state()).isEqualTo(HALT);
  }

  @Test
  void stateFallsOnlyAfterCalmRounds() {
    var states = new ArrayList<BreakerState>();
    var calms = new ArrayList<Integer>();
    var entry = entry(HALT, 0, 2_000, 4_000);
    for (int round = 0; round < 4; round++) {
      carried = List.of(entry);
      entry = breaker(ETH).next();
      states.add(BreakerState.fromCode(entry.state()));
      calms.add(entry.calm());
    }
    assertThat(states).containsExactly(HALT, HALT, NORMAL, NORMAL);
    assertThat(calms).containsExactly(1, 2, 0, 0);
  }

  @Test
  void newCauseStartsTheCalmAnew() {
    carried = List.of(entry(CAUTION, 2, 2_000, 4_000));
    markets = List.of(market(2_000, 1_201, 1_000_000_000L));
    assertThat(breaker(ETH).next().calm()).isZero();
    assertThat(breaker(ETH).state()).isEqualTo(CAUTION);
  }

  @Test
  void windowForgetsAfterAnHourAndTakesAPriceAMinute() {
    carried = List.of(entry(NORMAL, 0, 2_000, 3_601));
    assertThat(window()).containsExactly(NOW);
    carried = List.of(entry(NORMAL, 0, 2_000, 3_600));
    assertThat(window()).containsExactly(NOW - 3_600, NOW);
    carried = List.of(entry(NORMAL, 0, 2_000, 59));
    assertThat(window()).containsExactly(NOW - 59);
    carried = List.of(entry(NORMAL, 0, 2_000, 60));
    assertThat(window()).containsExactly(NOW - 60, NOW);
  }

  /**
   * One ETH perpetual: scan 400; a quarter of it more in CAUTION, half in HALT; MM stands still.
   */
  @Test
  void surchargeGrowsWithTheStateAndNeverLiquidates() {
    var margins = new ArrayList<AccountMargin>();
    for (var state : BreakerState.values()) {
      carried = List.of(entry(state, 0, 2_000, 4_000));
      margins.add(engine().margins(1).getFirst());
    }
    var normal = margins.get(0);
    var caution = margins.get(1);
    var halt = margins.get(2);
    assertThat(caution.initialUsdE6().subtract(normal.initialUsdE6()))
        .isEqualTo(TestBooks.e6("100"));
    assertThat(halt.initialUsdE6().subtract(normal.initialUsdE6())).isEqualTo(TestBooks.e6("200"));
    assertThat(caution.maintenanceUsdE6()).isEqualTo(normal.maintenanceUsdE6());
    assertThat(halt.maintenanceUsdE6()).isEqualTo(normal.maintenanceUsdE6());
    assertThat(normal.flags()).isZero();
    assertThat(caution.flags()).isEqualTo(AccountMargin.FLAG_CAUTION);
    assertThat(halt.flags()).isEqualTo(AccountMargin.FLAG_HALT);
  }

  private List<Long> window() {
    return breaker(ETH).next().window().stream().map(TimedPrice::timeSeconds).toList();
  }

  private static PriorAsset entry(BreakerState state, int calm, long price, long ageSeconds) {
    return new PriorAsset(
        ETH,
        state.code(),
        calm,
        NOW - ageSeconds,
        e8(price),
        List.of(new TimedPrice(NOW - ageSeconds, e8(price))),
        Optional.of(market(price, ageSeconds, 1_000_000_000L)));
  }

  private static AssetMarket market(long spot, long ageSeconds, long confidenceE9) {
    return market(spot, ageSeconds, confidenceE9, List.of());
  }

  private static AssetMarket market(
      long spot, long ageSeconds, long confidenceE9, List<Slice> slices) {
    return new AssetMarket(
        ETH, e8(spot), confidenceE9, NOW - ageSeconds, 0, 0, BigInteger.ZERO, 0, slices);
  }

  private Breakers.Breaker breaker(Asset asset) {
    return states().all().stream()
        .filter(breaker -> breaker.asset().equals(asset))
        .findFirst()
        .orElseThrow();
  }

  private Breakers states() {
    return engine().states();
  }

  private MarginEngine engine() {
    var rules = TestWorld.rules(TestParameters.full());
    var snapshot =
        new TestBooks.Builder()
            .observed(observed)
            .market(markets)
            .carried(
                new Carried(
                    Keccak.hash("previous"), 6, BigInteger.ONE, List.of(), List.of(), carried))
            .holds("a", TestBooks.linear(InstrumentKind.PERPETUAL, ETH), "1")
            .holds("a", TestBooks.cash(TestBooks.HOME, TestBooks.PERPETUALS), "-2000")
            .build(rules);
    return new MarginEngine(snapshot, rules);
  }
}
