package io.loadline.node.round;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.rules.DefaultParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under the defaults: a heartbeat of 1200 s for every asset. */
class PriceAgeTest {
  private static final long ANCHOR = 1_700_000_000;
  private final PriceAge age = new PriceAge(DefaultParameters.cryptoSpan1());

  @ParameterizedTest
  @CsvSource({"ETH, 3600", "XRP, 3600", "WSTETH, 3600", "USDC, 90000", "NEVERHEARD, 90000"})
  void aPriceIsFreshUpToItsAgeAndNoSecondLonger(String symbol, long most) {
    var asset = new Asset(symbol);
    assertThat(age.isFresh(asset, ANCHOR - most, ANCHOR)).isTrue();
    assertThat(age.isFresh(asset, ANCHOR - most - 1, ANCHOR)).isFalse();
  }

  @Test
  void aPriceMayBeNewerThanTheAnchorBlock() {
    assertThat(age.isFresh(new Asset("ETH"), ANCHOR + 60, ANCHOR)).isTrue();
  }
}
