package io.loadline.risk.twin;

import io.loadline.risk.portfolio.Smile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Smiles, most of them without arbitrage, some with a little of it, some with much. */
final class RandomSmile {
  private static final double YEAR = 365 * 86_400.0;
  private static final BigInteger LEAST_STRIKE = BigInteger.ONE;

  /** More than this is refused. */
  private static final long MOST_VOL_E9 = 20_000_000_000L;

  private final Dice dice;
  private final boolean isWild;

  RandomSmile(Dice dice, boolean isWild) {
    this.dice = dice;
    this.isWild = isWild;
  }

  /**
   * @param forward in 1e-8 USD
   * @param volatility at the money
   * @param seconds to expiry
   */
  Smile of(BigInteger forward, double volatility, long seconds) {
    long positive = Math.max(1, seconds);
    return dice.percent(40)
        ? new Smile.Quotes(quotes(forward, volatility, positive))
        : svi(volatility, positive);
  }

  /** Total variance of about volatility^2 T; in five of a hundred, anything. */
  private Smile.Svi svi(double volatility, long seconds) {
    if (dice.percent(isWild ? 50 : 3)) {
      return anySvi(seconds);
    }
    double variance = volatility * volatility * seconds / YEAR;
    double root = Math.sqrt(variance);
    // Steep wings show a butterfly.
    double slope = dice.percent(93) ? root * dice.between(5, 30) / 1e2 : root * dice.between(2, 9);
    double sigma = root * dice.between(30, 150) / 1e2;
    double m = root * dice.between(-30, 30) / 1e2;
    long rhoE12 =
        dice.percent(98)
            ? dice.between(-700, 500) * 1_000_000_000L
            : dice.pick(-1, 1) * 1_000_000_000_000L;
    double level = Math.max(variance - slope * sigma, variance / 10);
    return new Smile.Svi(
        e12(dice.percent(97) ? level : -slope * sigma * dice.between(30, 100) / 1e2),
        e12(slope),
        rhoE12,
        e12(m),
        dice.percent(99) ? e12(sigma) : 0,
        dice.percent(90) ? seconds : dice.edge(0, 2 * seconds));
  }

  private Smile.Svi anySvi(long seconds) {
    return new Smile.Svi(
        dice.edge(-1_000_000_000L, 1_000_000_000_000L),
        dice.edge(-1_000_000_000L, 1_000_000_000_000L),
        dice.edge(-1_100_000_000_000L, 1_100_000_000_000L),
        dice.edge(-500_000_000_000L, 500_000_000_000L),
        dice.magnitude(1, Long.MAX_VALUE >> dice.index(62)),
        dice.percent(50) ? seconds : dice.magnitude(1, Long.MAX_VALUE));
  }

  private static long e12(double value) {
    return (long) (value * 1e12);
  }

  /** One to eleven nodes on a parabola in deviations from the money. */
  private List<Smile.Quote> quotes(BigInteger forward, double volatility, long seconds) {
    double deviation = volatility * Math.sqrt(seconds / YEAR);
    double step = Math.min(deviation * dice.between(30, 90) / 1e2, 0.4);
    int count = dice.percent(90) ? (int) dice.between(3, 11) : 1;
    double tilt = dice.between(-60, 40) / 1e3;
    double bend = dice.between(0, 40) / 1e3;
    // Of the volatility: none, a little (to be repaired), much (to be refused).
    long noiseE6 = dice.percent(60) ? 0 : dice.percent(80) ? 8_000 : 300_000;
    var nodes = new TreeMap<BigInteger, Long>();
    for (int i = 0; i < count; i++) {
      double x = (i - count / 2) * 0.7;
      double vol = volatility * Math.max(0.2, 1 + tilt * x + bend * x * x);
      double noisy = vol * (1 + dice.between(-noiseE6, noiseE6) / 1e6);
      nodes.put(strike(forward, (i - count / 2) * step), (long) (noisy * 1e9));
    }
    if (dice.percent(isWild ? 10 : 1)) {
      nodes.headMap(dice.percent(50) ? nodes.lastKey() : nodes.firstKey(), true).clear();
      nodes.putAll(dice.percent(50) ? Map.of() : Map.of(BigInteger.ZERO, MOST_VOL_E9));
    } else if (dice.percent(isWild ? 30 : 1)) {
      nodes.put(nodes.lastKey(), dice.pick(0, MOST_VOL_E9, MOST_VOL_E9 + 1, Long.MAX_VALUE));
    }
    var quotes = new ArrayList<Smile.Quote>();
    nodes.forEach((strike, vol) -> quotes.add(new Smile.Quote(strike, vol)));
    return quotes;
  }

  /** The forward times 1 + distance, or divided by 1 - distance below it. */
  private static BigInteger strike(BigInteger forward, double distance) {
    double share = distance < 0 ? 1 / (1 - distance) : 1 + distance;
    return new BigDecimal(forward)
        .multiply(new BigDecimal(share, MathContext.DECIMAL32))
        .toBigInteger()
        .max(LEAST_STRIKE);
  }
}
