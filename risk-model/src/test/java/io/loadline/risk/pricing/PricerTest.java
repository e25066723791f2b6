package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.IN_90_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is settled in coin: ETH at 2000, the forward in 90 days one per cent above it. */
class PricerTest {

  @Test
  void inversePerpetualIsADollarInEveryScenario() {
    assertStandsStill(inverse(InstrumentKind.INVERSE_PERPETUAL, 0), 1_000_000);
  }

  @Test
  void inverseFutureIsSpotOverForwardInEveryScenario() {
    // 1 / 1.01 = 0.990099.
    assertStandsStill(inverse(InstrumentKind.INVERSE_FUTURE, IN_90_DAYS), 990_099);
  }

  @Test
  void expiredInverseFutureIsADollar() {
    assertStandsStill(inverse(InstrumentKind.INVERSE_FUTURE, TestBooks.NOW), 1_000_000);
  }

  @Test
  void inverseFutureWithoutASliceHasNoValue() {
    assertThat(value(inverse(InstrumentKind.INVERSE_FUTURE, IN_30_DAYS + 1)))
        .isInstanceOf(Valuation.Unvaluable.class);
  }

  private static void assertStandsStill(Instrument instrument, long markUsdE6) {
    var array = (Valuation.RiskArray) value(instrument);
    assertThat(array.markUsdE6()).isEqualTo(markUsdE6);
    for (int s = 0; s < array.size(); s++) {
      assertThat(array.change(s)).as("scenario %d", s).isZero();
    }
  }

  private static Instrument inverse(InstrumentKind kind, long expiry) {
    return Instrument.of(TestBooks.HOME, TestBooks.PERPETUALS, kind, ETH, expiry, BigInteger.ZERO);
  }

  private static Valuation value(Instrument instrument) {
    var view =
        new AssetView(
            TestBooks.parameters(ETH, 4, 20),
            TestBooks.parameterSet(ScenarioSet.G33),
            TestBooks.e8(2_000),
            Optional.of(TestBooks.market(ETH, 2_000)));
    return new Pricer(TestBooks.NOW).value(instrument, view);
  }
}
