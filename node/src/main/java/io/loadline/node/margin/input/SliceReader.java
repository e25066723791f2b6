package io.loadline.node.margin.input;

import io.loadline.node.config.Amounts;
import io.loadline.node.config.Section;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.List;

/** Reads forward and smile of one expiry. */
final class SliceReader {
  private static final long YEAR_SECONDS = 31_536_000L;

  /** Volatility is refused by the model above 20; ten times that is a slip of the decimal point. */
  private static final long MOST_VOL_E9 = 200 * PortfolioReader.ONE_E9;

  private static final BigInteger MOST_E12 = BigInteger.valueOf(Long.MAX_VALUE);

  private SliceReader() {}

  /** {@code time} is the feed's: tau of an SVI slice counts from there unless the file says it. */
  static Slice read(Section slice, long time) {
    long expiry = Amounts.seconds(slice, "expiry");
    BigInteger forward = Amounts.scaled(slice, "forward", 8, BigInteger.ONE, MarketReader.MOST);
    boolean quoted = slice.has("quotes");
    if (quoted == slice.has("svi")) {
      throw slice
          .place()
          .refuse(
              quoted ? "the slice has both quotes and svi" : "the slice has neither quotes nor svi",
              "Give one of them.");
    }
    Smile smile =
        quoted
            ? quotes(slice)
            : slice.section("svi").build(svi -> svi(svi, Math.max(1, expiry - time)));
    return new Slice(expiry, forward, smile);
  }

  private static Smile quotes(Section slice) {
    List<Smile.Quote> quotes = slice.sections("quotes", q -> q.build(SliceReader::quote));
    if (quotes.isEmpty()) {
      throw slice.invalid("quotes", "the list is empty", "Give at least one strike with its vol.");
    }
    for (int i = 1; i < quotes.size(); i++) {
      if (quotes.get(i).strikeUsdE8().compareTo(quotes.get(i - 1).strikeUsdE8()) <= 0) {
        throw slice.invalid(
            "quotes",
            "the strike of quotes[" + i + "] is not above the one before it",
            "Sort the strikes, each once.");
      }
    }
    return new Smile.Quotes(quotes);
  }

  private static Smile.Quote quote(Section quote) {
    return new Smile.Quote(
        Amounts.scaled(quote, "strike", 8, BigInteger.ONE, MarketReader.MOST),
        Amounts.e9(quote, "vol", 0, MOST_VOL_E9));
  }

  private static Smile svi(Section svi, long secondsToExpiry) {
    return new Smile.Svi(
        e12(svi, "a"),
        e12(svi, "b"),
        e12(svi, "rho"),
        e12(svi, "m"),
        e12(svi, "sigma"),
        svi.number("tauSeconds", 1, 100 * YEAR_SECONDS, secondsToExpiry));
  }

  private static long e12(Section svi, String key) {
    return Amounts.scaled(svi, key, 12, MOST_E12.negate(), MOST_E12).longValueExact();
  }
}
