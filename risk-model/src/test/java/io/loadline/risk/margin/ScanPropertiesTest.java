package io.loadline.risk.margin;

import static io.loadline.risk.TestBooks.AWAY;
import static io.loadline.risk.TestBooks.ETH;
import static io.loadline.risk.TestBooks.IN_30_DAYS;
import static io.loadline.risk.TestBooks.e18;
import static io.loadline.risk.TestBooks.e8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scan must say of books whose risk is known without it. */
class ScanPropertiesTest {
  private static final BigInteger CENT = BigInteger.TEN.pow(22);

  /** Pays 400 at 30 days whatever happens. */
  @Test
  void boxHasNoRisk() {
    var book = new LinkedHashMap<Instrument, BigInteger>();
    book.put(option(InstrumentKind.CALL, 1800), e18("25"));
    book.put(option(InstrumentKind.PUT, 1800), e18("-25"));
    book.put(option(InstrumentKind.CALL, 2200), e18("-25"));
    book.put(option(InstrumentKind.PUT, 2200), e18("25"));
    assertThat(risk(book, withoutDiscounts())).isLessThan(CENT);
    assertThat(risk(negated(book), withoutDiscounts())).isLessThan(CENT);
  }

  /** Buys the future by two options and sells it: no interest here, so that nothing is left. */
  @Test
  void conversionHasNoRisk() {
    var book = new LinkedHashMap<Instrument, BigInteger>();
    book.put(option(InstrumentKind.CALL, 2000), e18("10"));
    book.put(option(InstrumentKind.PUT, 2000), e18("-10"));
    book.put(
        TestWorld.dated(
            AWAY, TestWorld.OPTIONS, InstrumentKind.DATED_FUTURE, ETH, IN_30_DAYS, BigInteger.ZERO),
        e18("-10"));
    assertThat(risk(book, withoutDiscounts())).isLessThan(CENT);
    assertThat(risk(negated(book), withoutDiscounts())).isLessThan(CENT);
  }

  /** The same box with a discount on what is long and a markup on what is short is not free. */
  @Test
  void discountsMakeABoxOfTwoVenuesCostSomething() {
    var book = new LinkedHashMap<Instrument, BigInteger>();
    book.put(option(InstrumentKind.CALL, 1800), e18("25"));
    book.put(option(InstrumentKind.CALL, 2200), e18("-25"));
    book.put(at(TestWorld.LINEAR, InstrumentKind.PUT, 1800), e18("-25"));
    book.put(at(TestWorld.LINEAR, InstrumentKind.PUT, 2200), e18("25"));
    assertThat(risk(book, TestParameters.full())).isGreaterThan(e18("100").multiply(E6));
  }

  private static final BigInteger E6 = BigInteger.valueOf(1_000_000);

  @Test
  void sevenfoldBookHasSevenTimesTheCore() {
    var parameters = TestParameters.full();
    var rules = TestWorld.rules(parameters);
    var builder = RandomRounds.healthy(14, 0);
    var books = new RandomBooks(14, TestWorld.instruments());
    var lot = BigInteger.TEN.pow(16);
    for (int i = 0; i < 100; i++) {
      var once = new LinkedHashMap<Instrument, BigInteger>();
      var seven = new LinkedHashMap<Instrument, BigInteger>();
      books
          .related(8)
          .keySet()
          .forEach(instrument -> {
            var lots = BigInteger.valueOf(books.random().nextLong(-9_999, 10_000));
            once.put(instrument, lots.multiply(lot));
            seven.put(instrument, lots.multiply(lot).multiply(BigInteger.valueOf(7)));
          });
      builder.holds("once " + i, once).holds("seven " + i, seven);
    }
    var maker = new Evaluation.Maker(builder.build(rules), rules);
    for (int i = 0; i < 100; i++) {
      var once = maker.of(TestBooks.accountId("once " + i)).coreUsdE24();
      var seven = maker.of(TestBooks.accountId("seven " + i)).coreUsdE24();
      assertThat(once.multiply(BigInteger.valueOf(7)).subtract(seven).abs())
          .as("book %d", i)
          .isLessThan(CENT.divide(BigInteger.valueOf(1_000)));
    }
  }

  /** Whole lots are the same book in finer lots. */
  @Test
  void finerLotsChangeNothing() {
    var coarse = TestWorld.rules(TestParameters.full());
    var fine =
        TestWorld.rules(
            TestParts.withAssets(
                TestParameters.full(),
                asset -> TestParts.withLotDecimals(asset, asset.lotDecimals() + 3)));
    var builder = RandomRounds.healthy(15, 0);
    var books = new RandomBooks(15, TestWorld.instruments());
    for (int i = 0; i < 60; i++) {
      var book = new LinkedHashMap<Instrument, BigInteger>();
      books
          .related(8)
          .keySet()
          .forEach(instrument ->
              book.put(
                  instrument,
                  BigInteger.valueOf(books.random().nextLong(-9_999, 10_000))
                      .multiply(BigInteger.TEN.pow(16))));
      builder.holds("owner " + i, book);
    }
    var inCoarse = new MarginEngine(builder.build(coarse), coarse).margins(1);
    var inFine = new MarginEngine(builder.build(fine), fine).margins(1);
    for (int i = 0; i < inCoarse.size(); i++) {
      assertThat(inFine.get(i).initialUsdE6().subtract(inCoarse.get(i).initialUsdE6()).abs())
          .isLessThanOrEqualTo(BigInteger.TWO);
    }
  }

  private static Instrument option(InstrumentKind kind, long strike) {
    return at(TestWorld.OPTIONS, kind, strike);
  }

  private static Instrument at(Address venue, InstrumentKind kind, long strike) {
    long chain = venue.equals(TestWorld.OPTIONS) ? AWAY : TestBooks.HOME;
    return TestWorld.dated(chain, venue, kind, ETH, IN_30_DAYS, e8(strike));
  }

  private static Map<Instrument, BigInteger> negated(Map<Instrument, BigInteger> book) {
    var negated = new LinkedHashMap<Instrument, BigInteger>();
    book.forEach((instrument, quantity) -> negated.put(instrument, quantity.negate()));
    return negated;
  }

  private static ParameterSet withoutDiscounts() {
    return TestParts.withAssets(
        TestParameters.full(), asset -> TestParts.with(asset, AssetTopics.Discounts.OFF));
  }

  private static BigInteger risk(Map<Instrument, BigInteger> book, ParameterSet parameters) {
    Rules rules = TestWorld.rules(parameters);
    var markets = TestWorld.markets().stream().map(ScanPropertiesTest::withoutInterest).toList();
    var snapshot =
        RandomRounds.healthy(1, 0).market(List.copyOf(markets)).holds("a", book).build(rules);
    return new Evaluation.Maker(snapshot, rules).of(TestBooks.accountId("a")).riskUsdE24();
  }

  private static AssetMarket withoutInterest(AssetMarket market) {
    return new AssetMarket(
        market.asset(),
        market.feedSpotUsdE8(),
        market.confidenceE9(),
        market.timeSeconds(),
        0,
        market.fundingE9(),
        market.dailyVolumeUsd(),
        market.redemptionE9(),
        market.slices());
  }
}
