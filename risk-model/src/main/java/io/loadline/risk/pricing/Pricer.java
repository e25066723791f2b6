package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Work;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.Slice;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Values instruments at one anchor time. Belongs to one thread. */
public final class Pricer {
  private static final BigInteger E6 = BigInteger.valueOf(1_000_000);
  private static final Sensitivities NO_CHARGES = new Sensitivities(0, 0, 0, 0, 0);
  private static final int CAPACITY = 264;

  private final long anchorTimeSeconds;
  private final Work work = new Work(CAPACITY);
  private final double[] values = new double[CAPACITY];

  public Pricer(long anchorTimeSeconds) {
    this.anchorTimeSeconds = anchorTimeSeconds;
  }

  /** Cash has no risk and needs no view: see {@link #cash}. */
  public Valuation value(Instrument instrument, AssetView view) {
    if (!view.hasUsablePrice()) {
      return new Valuation.Unvaluable("the price of " + view.parameters().asset() + " is unusable");
    }
    return switch (instrument.kind()) {
      case CASH -> cash(view.scenarios().size());
      case SPOT, PERPETUAL, LENDING_SUPPLY, LENDING_DEBT -> linear(view.spot(), view);
      case DATED_FUTURE -> future(instrument, view);
      case INVERSE_PERPETUAL -> constant(1, view);
      case INVERSE_FUTURE -> inverseFuture(instrument, view);
      case CALL, COIN_CALL -> option(instrument, 1, view);
      case PUT, COIN_PUT -> option(instrument, -1, view);
    };
  }

  /** One USD, whatever happens. */
  public static Valuation cash(int scenarios) {
    return new Valuation.RiskArray(1_000_000, 0, new long[scenarios], NO_CHARGES);
  }

  private Valuation linear(double price, AssetView view) {
    int count = view.scenarios().size();
    for (int i = 0; i < count; i++) {
      values[i] = price * view.scenarios().get(i).multiplier();
    }
    return round(price, values, 0, count, view.parameters().quantumBits());
  }

  private Valuation future(Instrument instrument, AssetView view) {
    if (instrument.expirySeconds() <= anchorTimeSeconds) {
      return linear(view.spot(), view);
    }
    var slice = slice(instrument, view);
    return slice.isEmpty() ? missingSlice(instrument) : linear(forward(slice.get(), view), view);
  }

  /** A dollar in coin at the forward is the share spot / forward of a dollar, at any spot. */
  private Valuation inverseFuture(Instrument instrument, AssetView view) {
    if (instrument.expirySeconds() <= anchorTimeSeconds) {
      return constant(1, view);
    }
    var slice = slice(instrument, view);
    if (slice.isEmpty()) {
      return missingSlice(instrument);
    }
    double forward = forward(slice.get(), view);
    return forward > 0 ? constant(view.spot() / forward, view) : zeroForward(instrument);
  }

  /** The forward keeps its ratio to spot, so what a receivable in coin is worth stands still. */
  private Valuation constant(double price, AssetView view) {
    int count = view.scenarios().size();
    Arrays.fill(values, 0, count, price);
    return round(price, values, 0, count, view.parameters().quantumBits());
  }

  private Valuation option(Instrument instrument, double side, AssetView view) {
    long seconds = Math.max(instrument.expirySeconds() - anchorTimeSeconds, 0);
    var slice = slice(instrument, view);
    if (seconds > 0 && slice.isEmpty()) {
      return missingSlice(instrument);
    }
    double forward = seconds > 0 ? forward(slice.get(), view) : view.spot();
    double strike = instrument.strikeUsdE8().doubleValue() / 1e8;
    if (!(forward > 0)) {
      return zeroForward(instrument);
    }
    var grid = new OptionGrid(view, forward, strike, seconds);
    if (seconds > 0) {
      var volatility =
          Smiles.volatility(slice.get().smile(), instrument.strikeUsdE8(), -grid.logMoneyness());
      if (volatility.isEmpty()) {
        return new Valuation.Unvaluable("the smile of " + instrument.expirySeconds() + " is void");
      }
      grid.setVolatility(volatility.getAsDouble());
    }
    grid.price(side, values, work);
    int count = view.scenarios().size();
    return round(values[0], values, 1, count, view.parameters().quantumBits());
  }

  private static Optional<Slice> slice(Instrument instrument, AssetView view) {
    return view.market().stream()
        .flatMap(market -> market.slices().stream())
        .filter(slice -> slice.expirySeconds() == instrument.expirySeconds())
        .findFirst();
  }

  /** The feed's forward, moved with the observed spot. */
  private static double forward(Slice slice, AssetView view) {
    var feedSpot = view.market().orElseThrow().feedSpotUsdE8();
    return feedSpot.signum() == 0
        ? 0
        : view.spot() * (slice.forwardUsdE8().doubleValue() / feedSpot.doubleValue());
  }

  private static Valuation zeroForward(Instrument instrument) {
    return new Valuation.Unvaluable("the forward of " + instrument.expirySeconds() + " is zero");
  }

  private static Valuation missingSlice(Instrument instrument) {
    return new Valuation.Unvaluable("no market data for expiry " + instrument.expirySeconds());
  }

  /** A value now and per scenario, rounded half-even to quanta of 2^-quantumBits USD. */
  private static Valuation round(
      double now, double[] values, int from, int count, int quantumBits) {
    double scale = Math.scalb(1.0, quantumBits);
    double base = Math.rint(now * scale);
    double greatest = Math.abs(base);
    var changes = new long[count];
    for (int i = 0; i < count; i++) {
      double rounded = Math.rint(values[from + i] * scale);
      greatest = Math.max(greatest, Math.abs(rounded));
      changes[i] = (long) rounded - (long) base;
    }
    if (!(greatest < 0x1p51)) {
      return new Valuation.Unvaluable("a value is 2^51 quanta or more");
    }
    var mark = halfEvenShift(BigInteger.valueOf((long) base).multiply(E6), quantumBits);
    return mark.bitLength() >= Long.SIZE
        ? new Valuation.Unvaluable("the mark is 2^63 millionths of a dollar or more")
        : new Valuation.RiskArray(mark.longValueExact(), (long) base, changes, NO_CHARGES);
  }

  private static BigInteger halfEvenShift(BigInteger value, int bits) {
    if (bits == 0) {
      return value;
    }
    var floor = value.shiftRight(bits);
    var rest = value.subtract(floor.shiftLeft(bits));
    int half = rest.compareTo(BigInteger.ONE.shiftLeft(bits - 1));
    return half > 0 || (half == 0 && floor.testBit(0)) ? floor.add(BigInteger.ONE) : floor;
  }
}
