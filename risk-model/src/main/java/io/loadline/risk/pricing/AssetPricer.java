package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Black76;
import io.loadline.risk.kernel.Greeks;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.rules.AssetParameters;
import java.util.SortedMap;

/** Values the instruments of one asset. Belongs to one thread. */
final class AssetPricer {
  private final AssetParameters parameters;
  private final double spot;
  private final Columns columns;
  private final SortedMap<Long, Expiry> expiries;
  private final LinearColumns linear;
  private final OptionColumns options;
  private final double[] values;

  /** The price of {@code asset} is usable, and the expiries are those of its instruments. */
  AssetPricer(
      AssetParameters parameters, double spot, Columns columns, SortedMap<Long, Expiry> expiries) {
    this.parameters = parameters;
    this.spot = spot;
    this.columns = columns;
    this.expiries = expiries;
    this.linear = new LinearColumns(columns);
    this.options = new OptionColumns(columns, parameters);
    this.values = new double[columns.count];
  }

  /** One unit at {@code price}, the asset's or a related token's. */
  Valuation spotLike(Instrument instrument, double price) {
    linear.proportional(price, values);
    return linear(instrument, price, 1, 0);
  }

  /** Every kind but cash, spot and lending. */
  Valuation derivative(Instrument instrument) {
    return switch (instrument.kind()) {
      case CASH, SPOT, LENDING_SUPPLY, LENDING_DEBT ->
          throw new IllegalArgumentException(instrument.kind() + " is no derivative");
      case PERPETUAL -> perpetual(instrument);
      case INVERSE_PERPETUAL -> inversePerpetual(instrument);
      case DATED_FUTURE -> future(instrument, expiry(instrument));
      case INVERSE_FUTURE -> inverseFuture(instrument, expiry(instrument));
      case CALL, COIN_CALL -> option(instrument, expiry(instrument), 1);
      case PUT, COIN_PUT -> option(instrument, expiry(instrument), -1);
    };
  }

  private Valuation perpetual(Instrument instrument) {
    linear.proportional(spot, values);
    return linear(instrument, spot, 1, 1);
  }

  private Valuation inversePerpetual(Instrument instrument) {
    linear.constant(1, values);
    return linear(instrument, 1, 0, -1);
  }

  private Valuation future(Instrument instrument, Expiry expiry) {
    return switch (expiry) {
      case Expiry.NoForward none -> new Valuation.Unvaluable(none.reason());
      case Expiry.Settled settled -> {
        linear.constant(settled.priceUsd(), values);
        yield linear(instrument, settled.priceUsd(), 0, 0);
      }
      case Expiry.Open open -> {
        linear.forward(open.terms(), values);
        yield linear(instrument, open.terms().forward, 1, 1);
      }
    };
  }

  private Valuation inverseFuture(Instrument instrument, Expiry expiry) {
    return switch (expiry) {
      case Expiry.NoForward none -> new Valuation.Unvaluable(none.reason());
      case Expiry.Settled settled -> {
        double price = settled.priceUsd();
        linear.coins(spot, price, values);
        yield linear(instrument, spot / price, 1, 0);
      }
      case Expiry.Open open -> {
        linear.inverse(spot, open.terms(), values);
        yield linear(instrument, spot / open.terms().forward, 0, -1);
      }
    };
  }

  private Valuation option(Instrument instrument, Expiry expiry, double side) {
    double strike = instrument.strikeUsdE8().doubleValue() / 1e8;
    return switch (expiry) {
      case Expiry.NoForward none -> new Valuation.Unvaluable(none.reason());
      case Expiry.Settled settled -> settled(instrument, settled.priceUsd(), side, strike);
      case Expiry.Open open -> open(instrument, open.terms(), side, strike);
    };
  }

  private Valuation settled(Instrument instrument, double price, double side, double strike) {
    double payoff = OptionColumns.payoff(side, price, strike);
    boolean inCoin = instrument.kind().isCoinSettled();
    double now = inCoin ? payoff / price * spot : payoff;
    if (inCoin) {
      linear.coinPayoff(payoff / price, spot, values);
    } else {
      linear.constant(now, values);
    }
    var quanta = new Quanta(parameters.quantumBits());
    long value = quanta.round(now, "value");
    long gross = quanta.round(spot, "gross notional");
    var changes = quanta.changes(values, columns.count, value);
    var sensitivities = new Sensitivities(inCoin ? value : 0, 0, 0, 0, gross);
    return quanta.array(name(instrument), value, changes, sensitivities);
  }

  private Valuation open(Instrument instrument, OpenExpiry expiry, double side, double strike) {
    double moneyness = Logs.orNaN(expiry.forward / strike);
    double volatility = expiry.point().map(p -> p.volatilityOfStrike(strike)).orElse(0.0);
    if (Double.isNaN(moneyness) || Double.isNaN(volatility)) {
      return new Valuation.Unvaluable(
          "the strike of %s is out of range beside the forward %s"
              .formatted(name(instrument), expiry.forward));
    }
    double deviation = volatility * Math.sqrt(expiry.years);
    double now = Black76.price(side, expiry.forward, strike, moneyness, deviation, expiry.discount);
    options.price(expiry, side, strike, moneyness, volatility, values);
    var quanta = new Quanta(parameters.quantumBits());
    long value = quanta.round(now, "value");
    var changes = quanta.changes(values, columns.count, value);
    options.limitBasisLosses(expiry, value, changes);
    double delta = Greeks.delta(side, moneyness, deviation, expiry.discount);
    var sensitivities =
        new Sensitivities(
            quanta.round(expiry.forward * delta, "delta"),
            quanta.round(vega(expiry, moneyness, volatility), "vega"),
            quanta.round(calendarVega(expiry, moneyness, volatility), "calendar vega"),
            0,
            quanta.round(spot, "gross notional"));
    return quanta.array(name(instrument), value, changes, sensitivities);
  }

  private static double vega(OpenExpiry expiry, double moneyness, double volatility) {
    return expiry.point().isEmpty()
        ? 0
        : Greeks.vega(expiry.forward, moneyness, volatility, expiry.years, expiry.discount);
  }

  /** What the upward shock of the volatility at the money is worth. */
  private double calendarVega(OpenExpiry expiry, double moneyness, double volatility) {
    return expiry
        .point()
        .map(point ->
            vega(expiry, moneyness, volatility)
                * point.volatility(0)
                * options.volUp()
                * expiry.shockScale)
        .orElse(0.0);
  }

  /** D and N are the value times a side. */
  private Valuation linear(Instrument instrument, double now, long deltaSide, long notionalSide) {
    var quanta = new Quanta(parameters.quantumBits());
    long value = quanta.round(now, "value");
    var changes = quanta.changes(values, columns.count, value);
    var sensitivities = new Sensitivities(deltaSide * value, 0, 0, notionalSide * value, value);
    return quanta.array(name(instrument), value, changes, sensitivities);
  }

  private Expiry expiry(Instrument instrument) {
    var expiry = expiries.get(instrument.expirySeconds());
    return expiry == null ? new Expiry.NoForward("no such expiry") : expiry;
  }

  private static String name(Instrument instrument) {
    return "%s %s expiring %d, strike %s"
        .formatted(
            instrument.asset(),
            instrument.kind(),
            instrument.expirySeconds(),
            instrument.strikeUsdE8());
  }
}
