package io.loadline.risk.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetTopics;
import org.junit.jupiter.api.Test;

/** Terms of an expiry a year ahead unless said otherwise, at a rate of 5 %. */
class DiscountsTest {
  private static final long DAY = 86_400;
  private static final long YEAR = 365 * DAY;

  private static OneAsset book() {
    var book = new OneAsset();
    book.rateE9 = 50_000_000;
    return book;
  }

  private static ExpiryTerms terms(OneAsset book, long seconds) {
    book.linear(InstrumentKind.DATED_FUTURE, seconds);
    return book.eth().expiries().getFirst();
  }

  @Test
  void aLongOptionCountsItsBaseDiscountedWithTime() {
    var book = book();
    book.discounts =
        new AssetTopics.Discounts(950_000_000, 2_000_000_000, 30_000_000, 1_000_000_000, 0, 0);
    // 0.95 exp(-(0.05 * 2 + 0.03)).
    assertThat(terms(book, YEAR).longE9()).isEqualTo(floorE9(0.95 * Math.exp(-0.13)));
    assertThat(terms(book, YEAR).shortE9()).isEqualTo(1_000_000_000);
  }

  @Test
  void aShortOptionCountsItsBaseGrownWithTimeButNotBeyondItsFullValue() {
    var book = book();
    book.discounts = new AssetTopics.Discounts(1_000_000_000, 0, 0, 1_010_000_000, 500_000_000, 0);
    // 1.01 exp(0.025), less than exp(0.05).
    assertThat(terms(book, YEAR).shortE9()).isEqualTo(ceilE9(1.01 * Math.exp(0.025)));
    book.discounts =
        new AssetTopics.Discounts(1_000_000_000, 0, 0, 1_010_000_000, 2_000_000_000, 0);
    assertThat(terms(book, YEAR).shortE9()).isEqualTo(ceilE9(Math.exp(0.05)));
  }

  @Test
  void withoutARateAShortOptionIsNotDiscountedAndNotEnlarged() {
    var book = new OneAsset();
    book.discounts = new AssetTopics.Discounts(1_000_000_000, 0, 0, 1_100_000_000, 0, 0);
    assertThat(terms(book, YEAR).shortE9()).isEqualTo(1_000_000_000);
  }

  @Test
  void afterExpiryEverythingCountsInFull() {
    var book = book();
    book.discounts = new AssetTopics.Discounts(900_000_000, 0, 0, 1_100_000_000, 0, 0);
    for (var seconds : new long[] {0, -DAY}) {
      var terms = terms(book(), seconds);
      assertThat(terms.longE9()).isEqualTo(1_000_000_000);
      assertThat(terms.shortE9()).isEqualTo(1_000_000_000);
      assertThat(terms.secondsLeft()).isZero();
    }
  }

  @Test
  void theBasisCountsMoreWithTime() {
    var book = book();
    book.basis = new AssetTopics.Basis(30_000_000, 200_000_000, 100_000_000);
    assertThat(terms(book, YEAR).basisFactorE9()).isEqualTo(300_000_000);
    // 0.1 * 1 / 31,536,000 in billionths is 3.17, rounded up.
    var soon = book();
    soon.basis = book.basis;
    assertThat(terms(soon, 1).basisFactorE9()).isEqualTo(200_000_004);
  }

  @Test
  void anExpiryIsNearUntilTheBookIsClosedAndTheReportRunsOut() {
    // The rules' reports are valid for 3,600 seconds.
    for (var seconds : new long[] {18_000, 18_001}) {
      var book = book();
      book.shocks = new AssetTopics.Shocks(200_000_000, 0, 14_400);
      assertThat(terms(book, seconds).nearExpiry()).isEqualTo(seconds == 18_000);
    }
  }

  @Test
  void expiriesRiseAndEachStandsOnce() {
    var book = book();
    book.option(InstrumentKind.CALL, YEAR, "2000");
    book.option(InstrumentKind.PUT, 2 * DAY, "2000");
    book.linear(InstrumentKind.INVERSE_FUTURE, YEAR);
    book.linear(InstrumentKind.PERPETUAL, 0);
    assertThat(book.eth().expiries().stream().map(ExpiryTerms::secondsLeft))
        .containsExactly(2 * DAY, YEAR);
  }

  @Test
  void absurdRatesAndTimesEndAtTheGreatestLong() {
    var book = new OneAsset();
    book.rateE9 = Long.MAX_VALUE;
    book.discounts =
        new AssetTopics.Discounts(1_000_000_000, 0, 0, 1_100_000_000, 10_000_000_000L, 0);
    book.basis = new AssetTopics.Basis(0, 0, 10_000_000_000L);
    var terms = terms(book, 1L << 62);
    assertThat(terms.shortE9()).isEqualTo(Long.MAX_VALUE);
    assertThat(terms.basisFactorE9()).isEqualTo(Long.MAX_VALUE);
  }

  private static long floorE9(double share) {
    return (long) Math.floor(share * 1e9);
  }

  private static long ceilE9(double share) {
    return (long) Math.ceil(share * 1e9);
  }
}
