package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.VolRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forward 2000 at one and three days, range 20 %: strikes from 1600 to 2400 are pinned. */
class PinRowsTest {
  private static final long DAY = 86_400;

  private static OneAsset book() {
    var book =
        new OneAsset()
            .flat(DAY, "2000", 600_000_000)
            .flat(3 * DAY, "2000", 600_000_000)
            .flat(10 * DAY, "2000", 600_000_000);
    book.nearExpiry = new AssetTopics.NearExpiry(3, 0);
    return book;
  }

  private static List<String> pins(OneAsset book) {
    var asset = book.eth();
    return asset.rows().stream()
        .skip(asset.listedRows())
        .map(row -> row.pin().orElseThrow())
        .map(pin ->
            (pin.expirySeconds() - NOW) / DAY
                + "d "
                + pin.strikeUsdE8().divide(OneAsset.usdE8("1")))
        .toList();
  }

  @Test
  void everyStrikeOfANearExpiryIsARowOnceByExpiryThenStrike() {
    var book = book();
    book.option(InstrumentKind.PUT, 3 * DAY, "1900");
    book.option(InstrumentKind.CALL, DAY, "2100");
    book.option(InstrumentKind.CALL, DAY, "1800");
    book.option(InstrumentKind.PUT, DAY, "1800");
    book.option(InstrumentKind.COIN_PUT, DAY, "1850");
    assertThat(pins(book)).containsExactly("1d 1800", "1d 1850", "1d 2100", "3d 1900");
  }

  @Test
  void aRowEndsAtItsStrikeWithFullWeightInBlockZero() {
    var book = book();
    book.option(InstrumentKind.CALL, DAY, "2100");
    var row = book.eth().rows().getLast();
    assertThat(row.multiplier()).isEqualTo(1.05);
    assertThat(row.weightE9()).isEqualTo(1_000_000_000);
    assertThat(row.block()).isZero();
    assertThat(row.volRule()).isEqualTo(VolRule.NONE);
    assertThat(row.columns()).isEqualTo(1);
    assertThat(row.firstColumn()).isEqualTo(book.eth().columns() - 1);
  }

  @Test
  void strikesOutsideTheRangeAndLaterExpiriesAreNoRows() {
    var book = book();
    book.option(InstrumentKind.CALL, DAY, "1600");
    book.option(InstrumentKind.CALL, DAY, "2400");
    book.option(InstrumentKind.CALL, DAY, "1599.99");
    book.option(InstrumentKind.CALL, DAY, "2400.01");
    book.option(InstrumentKind.CALL, 10 * DAY, "2000");
    book.option(InstrumentKind.CALL, 3 * DAY + 1, "2000");
    book.option(InstrumentKind.CALL, 0, "2000");
    book.option(InstrumentKind.CALL, -DAY, "2000");
    // 2400 / 2000 - 1 is 0.19999999999999996, 1600 / 2000 - 1 is -0.19999999999999996.
    assertThat(pins(book)).containsExactly("1d 1600", "1d 2400");
  }

  @Test
  void aStrikeExactlyAtTheRangeIsARow() {
    var book = book();
    book.shocks = new AssetTopics.Shocks(250_000_000, 0, 0);
    book.option(InstrumentKind.CALL, DAY, "2500");
    book.option(InstrumentKind.CALL, DAY, "2500.00000001");
    assertThat(pins(book)).containsExactly("1d 2500");
  }

  @Test
  void withoutAForwardThereAreNoRows() {
    var book = new OneAsset();
    book.nearExpiry = new AssetTopics.NearExpiry(3, 0);
    book.option(InstrumentKind.CALL, DAY, "2000");
    assertThat(pins(book)).isEmpty();
  }

  @Test
  void inItsRowsAnExpirysOptionsAreTheirPayoffAndOthersArePriced() {
    var book = book();
    book.rateE9 = 50_000_000;
    var call = book.option(InstrumentKind.CALL, DAY, "1900");
    var put = book.option(InstrumentKind.COIN_PUT, DAY, "2100");
    var later = book.option(InstrumentKind.CALL, 10 * DAY, "2000");
    var perpetual = book.linear(InstrumentKind.PERPETUAL, 0);
    // Column 0 is the listed row, then the pins at 1900 and 2100.
    assertThat(book.in(1, call)).isZero();
    assertThat(book.in(1, put)).isEqualTo(200);
    assertThat(book.in(2, call)).isEqualTo(200);
    assertThat(book.in(2, put)).isZero();
    assertThat(book.in(2, perpetual)).isCloseTo(2100, within(0x1p-24));
    var plain = new OneAsset().flat(10 * DAY, "2100", 600_000_000);
    plain.rateE9 = 50_000_000;
    assertThat(book.in(2, later))
        .isCloseTo(plain.now(plain.option(InstrumentKind.CALL, 10 * DAY, "2000")), within(1e-6));
  }

  /**
   * 400 strikes by one, of 1600 to 2400 cut into 256 parts of 3.125: the first of each part that
   * has any are 128, and the 128 nearest of the others begin at 1812.
   */
  @Test
  void ofMoreThan256OneStaysInEachPartOfTheRangeAndThenTheNearest() {
    var book = book();
    for (int i = 0; i < 400; i++) {
      book.option(InstrumentKind.CALL, DAY, Integer.toString(1600 + i));
    }
    var pins = pins(book);
    assertThat(pins).hasSize(256);
    assertThat(pins).startsWith("1d 1600", "1d 1604", "1d 1607", "1d 1610", "1d 1613");
    assertThat(pins).contains("1d 1810", "1d 1812", "1d 1813").doesNotContain("1d 1811", "1d 1809");
    assertThat(pins).endsWith("1d 1997", "1d 1998", "1d 1999");
    assertThat(book.eth().columns()).isEqualTo(257);
  }

  @Test
  void strikesCrowdedAroundTheForwardPushOutNoneFartherAway() {
    var book = book();
    for (int i = 0; i < 300; i++) {
      book.option(InstrumentKind.CALL, DAY, "2000." + (100 + i));
    }
    book.option(InstrumentKind.CALL, DAY, "1872");
    book.option(InstrumentKind.CALL, DAY, "2400");
    assertThat(pins(book)).hasSize(256).startsWith("1d 1872", "1d 2000").endsWith("1d 2400");
  }

  /** The same place in the range at both expiries: the earlier one's nearest stay. */
  @Test
  void severalExpiriesShareTheSpreadEqually() {
    var book = book();
    for (int i = 0; i < 150; i++) {
      book.option(InstrumentKind.CALL, DAY, Integer.toString(1600 + 4 * i));
      book.option(InstrumentKind.CALL, 3 * DAY, Integer.toString(1600 + 4 * i));
    }
    var pins = pins(book);
    assertThat(pins).hasSize(256).startsWith("1d 1600", "1d 1608", "1d 1616", "1d 1620");
    assertThat(pins.get(128)).isEqualTo("3d 1600");
    assertThat(pins.subList(128, 256).stream().map(p -> p.substring(3)).toList())
        .isEqualTo(pins.subList(0, 128).stream().map(p -> p.substring(3)).toList());
  }
}
