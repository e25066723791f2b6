package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupTreeTest {
  private static final BigInteger CREDIT = BigInteger.valueOf(400_000_000);

  /** Each 100 alone, 0 together: 60 % of 200. */
  @Test
  void perfectHedgeEarnsTheCredit() {
    var sum = sum("100", "100");
    assertThat(GroupTree.credited(sum, BigInteger.ZERO, CREDIT)).isEqualTo(usd("120"));
  }

  /**
   * ETH loses 100 up and 99.9 down, BTC gains 100 up and loses 100 down. Together they lose nothing
   * up and 199.9 down: 60 % of 200 and 40 % of 199.9. Pairing worst rows would have paid 120.
   */
  @Test
  void straddleAgainstADirectionEarnsNothing() {
    var eth = List.of(part("-100"), part("-99.9"));
    var btc = List.of(part("100"), part("-100"));
    var together = BigInteger.ZERO;
    for (int row = 0; row < 2; row++) {
      var amount = eth.get(row).amount().add(btc.get(row).amount());
      together = together.max(Transfer.costE9(List.of(new Transfer.Part(amount, 0))));
    }
    var scan = together.divide(Rounding.ONE_E9);
    assertThat(GroupTree.credited(sum("100", "100"), scan, CREDIT)).isEqualTo(usd("199.96"));
  }

  /** A dear member's transfer price may make the scan of a group greater than its parts. */
  @Test
  void nettingAGroupNeverCosts() {
    assertThat(GroupTree.credited(sum("100", "100"), usd("250"), CREDIT)).isEqualTo(usd("200"));
  }

  /**
   * ETH and BTC long and short for the same dollars: 1.6 * 0.2 = 2 * 0.16 of price-scan range. 20
   * ETH long lose 40000 * 0.2 = 8000, 1.25 BTC short lose 50000 * 0.16 = 8000 where ETH gains that:
   * 60 % of 16000, then 85 % of that and 15 % of nothing in the group above.
   */
  @Test
  void hedgeOfTwoAssetsInTheWholeModel() {
    var parameters = TestParameters.full();
    var rules = TestWorld.rules(parameters);
    var snapshot =
        new TestBooks.Builder()
            .observed(TestWorld.observed())
            .market(TestWorld.markets())
            .holds("a", perpetual("ETH"), "20")
            .holds("a", perpetual("BTC"), "-1.25")
            .build(rules);
    var waterfall = new MarginEngine(snapshot, rules).explain(0);
    assertThat(waterfall.assets())
        .extracting(AssetCharge::scanUsdE6)
        .containsExactly(TestBooks.e6("8000"), TestBooks.e6("8000"));
    var majors = waterfall.groups().getFirst();
    assertThat(majors.sumUsdE6()).isEqualTo(TestBooks.e6("16000"));
    // Tails weigh c PSR / |m - 1| of a loss |m - 1|: 0.77 * 8000 on both sides, which net as well;
    // what their weights' rounding leaves is below a thousandth of a dollar.
    assertThat(majors.scanUsdE6()).isLessThan(BigInteger.valueOf(1_000));
    assertThat(majors.riskUsdE6()).isBetween(TestBooks.e6("9600"), TestBooks.e6("9600.001"));
    assertThat(waterfall.groups().getLast().riskUsdE6())
        .isBetween(TestBooks.e6("8160"), TestBooks.e6("8160.001"));
    assertThat(waterfall.core().riskUsdE6()).isEqualTo(waterfall.groups().getLast().riskUsdE6());
  }

  @Test
  void oneAssetAloneEarnsNoCredit() {
    var rules = TestWorld.rules(TestParameters.full());
    var snapshot =
        new TestBooks.Builder()
            .observed(TestWorld.observed())
            .market(TestWorld.markets())
            .holds("a", perpetual("ETH"), "3")
            .build(rules);
    var core = new MarginEngine(snapshot, rules).explain(0).core();
    assertThat(core.riskUsdE6()).isEqualTo(TestBooks.e6("1200"));
  }

  private static Instrument perpetual(String asset) {
    return TestWorld.of(
        TestBooks.HOME, TestWorld.LINEAR, InstrumentKind.PERPETUAL, new Asset(asset));
  }

  private static Transfer.Part part(String usd) {
    return new Transfer.Part(new BigDecimal(usd).movePointRight(24).toBigIntegerExact(), 0);
  }

  private static BigInteger usd(String usd) {
    return part(usd).amount();
  }

  private static BigInteger sum(String first, String second) {
    return usd(first).add(usd(second));
  }
}
