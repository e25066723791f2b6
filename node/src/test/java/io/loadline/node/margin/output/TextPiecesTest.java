package io.loadline.node.margin.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.margin.AccountMargin;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextPiecesTest {
  @Test
  void compactMoneyHasThreeDigitsAndAtMostSixCharacters() {
    assertThat(Compact.usd(e6("0.49"))).isEqualTo("0");
    assertThat(Compact.usd(e6("-12.5"))).isEqualTo("-12");
    assertThat(Compact.usd(e6("999.4"))).isEqualTo("999");
    assertThat(Compact.usd(e6("999.6"))).isEqualTo("1.00k");
    assertThat(Compact.usd(e6("-9994"))).isEqualTo("-9.99k");
    assertThat(Compact.usd(e6("-9996"))).isEqualTo("-10.0k");
    assertThat(Compact.usd(e6("99960"))).isEqualTo("100k");
    assertThat(Compact.usd(e6("-999600"))).isEqualTo("-1.00M");
    assertThat(Compact.usd(e6("123456789"))).isEqualTo("123M");
    assertThat(Compact.usd(e6("-1234567890"))).isEqualTo("-1.23B");
    assertThat(Compact.usd(AccountMargin.GREATEST_USD_E6)).isEqualTo("huge");
    for (int digits = 1; digits < 15; digits++) {
      for (int lead = 1; lead < 10; lead++) {
        BigInteger usdE6 =
            BigInteger.TEN.pow(digits + 6).multiply(BigInteger.valueOf(lead)).negate();
        assertThat(Compact.usd(usdE6).length()).as("%s", usdE6).isLessThanOrEqualTo(6);
      }
    }
  }

  @Test
  void moneyIsShownInCentsOrExactly() {
    assertThat(Money.cents(e6("-1234567.885"))).isEqualTo("-1,234,567.88");
    assertThat(Money.cents(e6("0.005001"))).isEqualTo("0.01");
    assertThat(Money.cents(AccountMargin.GREATEST_USD_E6)).isEqualTo("no limit");
    assertThat(Money.exact(e6("5"))).isEqualTo("5.000000");
    assertThat(Money.percent(123_456_789)).isEqualTo("12.35 %");
    assertThat(Money.rounded("1.9226420093")).isEqualTo("1.922642");
    assertThat(Money.rounded("0.0000001")).isEqualTo("0");
  }

  @Test
  void textIsBrokenAtSpaces() {
    assertThat(Wrap.lines("one two three", 8, "  ")).containsExactly("one two", "  three");
    assertThat(Wrap.lines("  one two", 5, "    ")).containsExactly("  one", "    two");
    assertThat(Wrap.lines("incomprehensible", 5, " ")).containsExactly("incomprehensible");
  }

  @Test
  void colourAndShadesNeedATerminal() {
    assertThat(Style.of(false, StandardCharsets.UTF_8, Map.of())).isEqualTo(Style.PLAIN);
    assertThat(Style.of(true, StandardCharsets.UTF_8, Map.of())).isEqualTo(new Style(true, true));
    assertThat(Style.of(true, StandardCharsets.UTF_8, Map.of("NO_COLOR", "1")))
        .isEqualTo(new Style(false, true));
    assertThat(Style.of(true, StandardCharsets.UTF_8, Map.of("NO_COLOR", "")))
        .isEqualTo(new Style(true, true));
    assertThat(Style.of(true, StandardCharsets.US_ASCII, Map.of("TERM", "dumb")))
        .isEqualTo(Style.PLAIN);
  }

  private static BigInteger e6(String usd) {
    return new BigDecimal(usd).movePointRight(6).toBigIntegerExact();
  }
}
