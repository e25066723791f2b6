package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.rules.AssetParameters;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The expiries of one asset's instruments: what is known of each, and the strikes near to it. */
final class Expiries {
  private final AssetParameters parameters;
  private final long anchorTimeSeconds;
  private final UsedMarket market;
  private final double spot;
  private final Curve curve;

  /** Strikes of the options by expiry; futures' expiries without any. */
  private final TreeMap<Long, SortedSet<BigInteger>> strikes = new TreeMap<>();

  private final TreeMap<Long, CurvePoint> points = new TreeMap<>();

  Expiries(
      AssetParameters parameters,
      long anchorTimeSeconds,
      UsedMarket market,
      double spot,
      List<Instrument> instruments) {
    this.parameters = parameters;
    this.anchorTimeSeconds = anchorTimeSeconds;
    this.market = market;
    this.spot = spot;
    double feedSpot = market.data().map(m -> m.feedSpotUsdE8().doubleValue() / 1e8).orElse(0.0);
    curve = new Curve(spot, feedSpot, market.slices());
    for (var instrument : instruments) {
      if (instrument.kind().hasExpiry()) {
        var known = strikes.computeIfAbsent(instrument.expirySeconds(), _ -> new TreeSet<>());
        if (instrument.kind().isOption()) {
          known.add(instrument.strikeUsdE8());
        }
      }
    }
    for (var expiry : strikes.keySet()) {
      long left = secondsLeft(expiry);
      if (left > 0) {
        curve.at(expiry, left).ifPresent(point -> points.put(expiry, point));
      }
    }
  }

  List<ExpiryTerms> terms(long validitySeconds) {
    long soon = Math.addExact(parameters.shocks().liquidationSeconds(), validitySeconds);
    return strikes.keySet().stream()
        .map(e -> Discounts.terms(e, secondsLeft(e), market.rate(), soon, parameters))
        .toList();
  }

  List<Row> pinRows(long psrE9, int firstColumn) {
    long pinSeconds = parameters.nearExpiry().pinDays() * Time.DAY_SECONDS;
    var near = new TreeMap<Long, SortedSet<BigInteger>>();
    var forwards = new TreeMap<Long, Double>();
    points.forEach((expiry, point) -> {
      if (secondsLeft(expiry) <= pinSeconds) {
        near.put(expiry, strikes.getOrDefault(expiry, new TreeSet<>()));
        forwards.put(expiry, point.forward());
      }
    });
    return PinRows.of(near, forwards, psrE9, firstColumn);
  }

  /** All expiries with a view for pricing. */
  SortedMap<Long, Expiry> views(Columns columns) {
    var views = new TreeMap<Long, Expiry>();
    for (var expiry : strikes.keySet()) {
      views.put(expiry, view(expiry, columns));
    }
    return views;
  }

  private Expiry view(long expiry, Columns columns) {
    if (secondsLeft(expiry) == 0) {
      return past(expiry, columns);
    }
    var point = points.get(expiry);
    if (point == null) {
      return new Expiry.NoForward(reason(expiry));
    }
    return new Expiry.Open(
        OpenExpiry.live(expiry, secondsLeft(expiry), point, market.rate(), columns, parameters));
  }

  private Expiry past(long expiry, Columns columns) {
    return market.data().stream()
        .flatMap(data -> data.slices().stream())
        .filter(s -> s.expirySeconds() == expiry && s.forwardUsdE8().signum() > 0)
        .findFirst()
        .<Expiry>map(s -> new Expiry.Settled(s.forwardUsdE8().doubleValue() / 1e8))
        .orElseGet(() -> new Expiry.Open(OpenExpiry.unsettled(expiry, spot, columns, parameters)));
  }

  private String reason(long expiry) {
    return market.slices().isEmpty()
        ? "no market data for expiry " + expiry + ": no slice of " + parameters.asset() + " is used"
        : "the forward of expiry " + expiry + " is out of range";
  }

  private long secondsLeft(long expirySeconds) {
    return Math.max(expirySeconds - anchorTimeSeconds, 0);
  }
}
