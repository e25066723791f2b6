package io.loadline.risk.pricing;

import static io.loadline.risk.TestBooks.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsedPricesTest {
  private static final long DAY = 86_400;
  private static final BigInteger CENT_E8 = BigInteger.valueOf(1_000_000);

  @Test
  void theObservedPriceCountsBeforeTheCarriedOne() {
    var book = new OneAsset();
    book.carry(ETH, "1500", Optional.empty());
    assertThat(book.price().price(ETH))
        .contains(new UsedPrice(OneAsset.usdE8("2000"), CENT_E8, false));
  }

  @Test
  void aMissingPriceIsTheCarriedOneWithoutASpread() {
    var book = new OneAsset();
    book.observed.remove(ETH);
    book.carry(ETH, "1500", Optional.empty());
    assertThat(book.price().price(ETH))
        .contains(new UsedPrice(OneAsset.usdE8("1500"), BigInteger.ZERO, true));
    assertThat(book.now(book.linear(InstrumentKind.SPOT, 0))).isEqualTo(1500);
  }

  @Test
  void withoutAnyPriceOrBelowACentThereIsNoValue() {
    var book = new OneAsset();
    var perpetual = book.linear(InstrumentKind.PERPETUAL, 0);
    assertThat(book.observe(ETH, "0.01").now(perpetual)).isEqualTo(0.01, within(0x1p-24));
    assertThat(book.observe(ETH, "0.00999999").reason(perpetual))
        .isEqualTo("the price of ETH is missing or below 0.01 USD");
    book.observed.remove(ETH);
    assertThat(book.reason(perpetual)).isEqualTo("the price of ETH is missing or below 0.01 USD");
    assertThat(book.eth().price()).isEmpty();
  }

  @Test
  void aPriceBelowACentDoesNotFallBackToTheCarriedOne() {
    var book = new OneAsset().observe(ETH, "0.001");
    book.carry(ETH, "2000", Optional.empty());
    assertThat(book.reason(book.linear(InstrumentKind.SPOT, 0))).contains("below 0.01 USD");
  }

  @Test
  void aRelatedTokenBelongsToTheBookOfItsUnderlyingAtItsOwnPrice() {
    var book = new OneAsset().observe(OneAsset.WSTETH, "2300");
    var spot = book.add(InstrumentKind.SPOT, OneAsset.WSTETH, 0, BigInteger.ZERO);
    assertThat(book.now(spot)).isEqualTo(2300);
    assertThat(book.price().assetOf(0)).isZero();
  }

  @Test
  void aRelatedTokenIsWorthAtMostWhatItRedeemsFor() {
    var book = new OneAsset().observe(OneAsset.WSTETH, "2400");
    redeemsFor(book, 1_150_000_000);
    var debt = book.add(InstrumentKind.LENDING_DEBT, OneAsset.WSTETH, 0, BigInteger.ZERO);
    // 1.15 * 2000.
    assertThat(book.now(debt)).isEqualTo(2300);
    book.observe(OneAsset.WSTETH, "2200");
    assertThat(book.now(debt)).isEqualTo(2200);
  }

  @Test
  void aRedemptionIsRoundedDown() {
    var book = new OneAsset().observe(OneAsset.WSTETH, "5").observe(ETH, "0.00000003");
    redeemsFor(book, 999_999_999);
    // 3 * 0.999999999 in 1e-8 USD.
    assertThat(book.price().price(OneAsset.WSTETH).orElseThrow().priceUsdE8()).isEqualTo(2);
  }

  private static void redeemsFor(OneAsset book, long redemptionE9) {
    book.otherMarkets.put(
        OneAsset.WSTETH, book.market(OneAsset.WSTETH, BigInteger.ONE, redemptionE9, List.of()));
  }

  @Test
  void aRelatedTokenHasNoValueIfItsUnderlyingHasNone() {
    var book = new OneAsset().observe(OneAsset.WSTETH, "2300");
    var spot = book.add(InstrumentKind.SPOT, OneAsset.WSTETH, 0, BigInteger.ZERO);
    book.observed.remove(ETH);
    assertThat(book.reason(spot)).contains("price of ETH");
    assertThat(book.price().price(OneAsset.WSTETH)).isPresent();
    redeemsFor(book, 1_150_000_000);
    assertThat(book.price().price(OneAsset.WSTETH)).isEmpty();
  }

  @Test
  void nothingIsDerivedFromARelatedTokenOrAStablecoin() {
    var book = new OneAsset().observe(OneAsset.WSTETH, "2300");
    for (var asset : List.of(OneAsset.WSTETH, OneAsset.USDC, new Asset("DOGE"))) {
      var perpetual = book.add(InstrumentKind.PERPETUAL, asset, 0, BigInteger.ZERO);
      assertThat(book.reason(perpetual))
          .isEqualTo("the rules have no parameters for PERPETUAL of " + asset);
    }
    assertThat(book.reason(book.add(InstrumentKind.CASH, ETH, 0, BigInteger.ZERO)))
        .isEqualTo("the rules have no parameters for CASH of ETH");
  }

  @Test
  void dollarsAreOneAndStablecoinsTheirPriceRoundedHalfEven() {
    var book = new OneAsset();
    for (var kind :
        List.of(InstrumentKind.CASH, InstrumentKind.SPOT, InstrumentKind.LENDING_DEBT)) {
      var dollar = book.add(kind, TestBooks.USD, 0, BigInteger.ZERO);
      var coin = book.add(kind, OneAsset.USDC, 0, BigInteger.ZERO);
      book.observe(TestBooks.USD, "0.5");
      assertThat(book.valuation(dollar)).isEqualTo(new Valuation.Cash(1_000_000));
      assertCash(book.observe(OneAsset.USDC, "0.99765450"), coin, 997_654);
      assertCash(book.observe(OneAsset.USDC, "0.99765550"), coin, 997_656);
      assertCash(book.observe(OneAsset.USDC, "0.99765451"), coin, 997_655);
      assertThat(book.observe(OneAsset.USDC, "0.009").reason(coin)).contains("price of USDC");
    }
  }

  private static void assertCash(OneAsset book, Instrument coin, long markUsdE6) {
    assertThat(book.valuation(coin)).isEqualTo(new Valuation.Cash(markUsdE6));
  }

  @Test
  void cashBelongsToNoBook() {
    var book = new OneAsset();
    book.add(InstrumentKind.CASH, OneAsset.USDC, 0, BigInteger.ZERO);
    assertThat(book.price().assetOf(0)).isEqualTo(PricedMarket.NO_ASSET);
  }

  @Test
  void aGoodMarketIsTheSnapshotsOwn() {
    var book = new OneAsset().flat(30 * DAY, "2000", 600_000_000);
    book.carry(ETH, "2000", Optional.of(old(book)));
    assertThat(book.eth().market().origin()).isEqualTo(UsedMarket.Origin.CURRENT);
    assertThat(book.eth().market().data()).contains(book.market());
  }

  @Test
  void aMarketWithoutSlicesIsGood() {
    assertThat(new OneAsset().eth().market().origin()).isEqualTo(UsedMarket.Origin.CURRENT);
  }

  @Test
  void aMissingMarketIsTheCarriedOne() {
    var book = new OneAsset();
    book.hasMarket = false;
    book.carry(ETH, "2000", Optional.of(old(book)));
    assertThat(book.eth().market().origin()).isEqualTo(UsedMarket.Origin.CARRIED);
    assertThat(book.now(book.linear(InstrumentKind.DATED_FUTURE, 90 * DAY))).isEqualTo(2100);
  }

  @Test
  void aMarketWithoutSpotOrWithoutAnAcceptedSliceIsNotGood() {
    var book = new OneAsset().flat(30 * DAY, "2000", 600_000_000);
    book.carry(ETH, "2000", Optional.of(old(book)));
    book.feedSpotE8 = BigInteger.ZERO;
    assertThat(book.eth().market().origin()).isEqualTo(UsedMarket.Origin.CARRIED);
    assertThat(book.eth().market().hasRefusedSlice()).isFalse();

    var refused = new OneAsset().flat(30 * DAY, "2000", 0);
    refused.carry(ETH, "2000", Optional.of(old(refused)));
    assertThat(refused.eth().market().origin()).isEqualTo(UsedMarket.Origin.CARRIED);
    assertThat(refused.eth().market().hasRefusedSlice()).isTrue();
    assertThat(refused.now(refused.linear(InstrumentKind.DATED_FUTURE, 90 * DAY))).isEqualTo(2100);
  }

  @Test
  void withoutAnyMarketTheTermsAreNeutral() {
    var book = new OneAsset();
    book.hasMarket = false;
    var asset = book.eth();
    assertThat(asset.market().origin()).isEqualTo(UsedMarket.Origin.NEVER);
    assertThat(asset.fundingE9()).isZero();
    assertThat(asset.confidenceE9()).isEqualTo(1_000_000_000);
    assertThat(asset.dailyVolumeUsd()).isZero();
    assertThat(book.now(book.linear(InstrumentKind.PERPETUAL, 0))).isEqualTo(2000);
  }

  @Test
  void aRelatedTokensMarketIsJudgedByItsUnderlyingsTolerance() {
    // Total variance falls by 0.08 % from 30 to 31 days: within 0.2 %.
    var surface =
        new OneAsset().flat(30 * DAY, "2000", 600_000_000).flat(31 * DAY, "2000", 590_000_000);
    var book = new OneAsset();
    var market = book.market(OneAsset.WSTETH, OneAsset.usdE8("2000"), 0, surface.slices);
    book.otherMarkets.put(OneAsset.WSTETH, market);
    assertThat(book.price().market(OneAsset.WSTETH).hasRefusedSlice()).isFalse();
  }

  @Test
  void aStablecoinHasNoMarket() {
    var book = new OneAsset();
    book.otherMarkets.put(OneAsset.USDC, book.market(OneAsset.USDC, BigInteger.ONE, 0, List.of()));
    assertThat(book.price().market(OneAsset.USDC).data()).isEmpty();
  }

  /** Forward 2100 at 90 days. */
  private static AssetMarket old(OneAsset book) {
    var smile = new Smile.Quotes(List.of(OneAsset.quote("2000", 600_000_000)));
    var other = new OneAsset().slice(90 * DAY, "2100", smile);
    return book.market(ETH, OneAsset.usdE8("2000"), 0, other.slices);
  }
}
