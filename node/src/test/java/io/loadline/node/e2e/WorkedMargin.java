package io.loadline.node.e2e;

import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.AssetParameters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The margin of a book of options, perpetuals and cash of one asset, worked out from
 * docs/crypto-span-1.md with the library's exp, log and plain doubles: good to far below a cent,
 * and sharing not one line with the engine.
 */
final class WorkedMargin {
  private static final double YEAR_SECONDS = 31_536_000;
  private static final double[] TAILS = {0.34, 0.67, 1.5, 2, 3, 4, 5, 6};

  private enum Vol {
    NONE,
    UP,
    DOWN,
    SKEW_LINEAR,
    SKEW_ABSOLUTE
  }

  private record Row(double m, Vol vol, double weight) {}

  private record Holding(Instrument instrument, double quantity) {}

  private final Snapshot snapshot;
  private final AssetParameters parameters;
  private final double spot;
  private final double feedSpot;

  WorkedMargin(Snapshot snapshot, AssetParameters parameters) {
    this.snapshot = snapshot;
    this.parameters = parameters;
    this.spot =
        snapshot.observed().stream()
                .filter(price -> price.asset().equals(parameters.asset()))
                .findFirst()
                .orElseThrow()
                .priceUsdE8()
                .doubleValue()
            / 1e8;
    this.feedSpot =
        snapshot.market().stream()
                .filter(market -> market.asset().equals(parameters.asset()))
                .findFirst()
                .orElseThrow()
                .feedSpotUsdE8()
                .doubleValue()
            / 1e8;
  }

  /** Initial, maintenance and isolated margin in USD. */
  record Margins(double initial, double maintenance, double isolated) {}

  Margins of(Account account, double imFactor, double mmFactor) {
    var book = new ArrayList<Holding>();
    for (var position : account.positions()) {
      book.add(
          new Holding(
              snapshot.instruments().get(position.instrument()),
              new BigDecimal(position.quantityE18(), 18).doubleValue()));
    }
    double isolated = 0;
    var venues = new LinkedHashSet<String>();
    book.forEach(holding -> venues.add(venue(holding)));
    for (var venue : venues) {
      var alone = book.stream().filter(holding -> venue(holding).equals(venue)).toList();
      isolated += Math.max(0, core(alone) * imFactor - value(alone));
    }
    return new Margins(
        Math.max(0, core(book) * imFactor - value(book)),
        Math.max(0, core(book) * mmFactor - value(book)),
        isolated);
  }

  private static String venue(Holding holding) {
    return holding.instrument().chainId() + "/" + holding.instrument().venue();
  }

  /** Net liquidation value: quantity times mark, cash included. */
  private double value(List<Holding> book) {
    return book.stream().mapToDouble(h -> h.quantity() * now(h.instrument())).sum();
  }

  /** Scan and short option minimum. */
  private double core(List<Holding> book) {
    double scan = 0;
    for (var row : rows()) {
      scan = Math.max(scan, row.weight() * loss(book, row));
    }
    return scan + shortOptionMinimum(book);
  }

  private double loss(List<Holding> book, Row row) {
    boolean skew = row.vol() == Vol.SKEW_LINEAR || row.vol() == Vol.SKEW_ABSOLUTE;
    Map<Long, Double> byExpiry = new HashMap<>();
    for (var holding : book) {
      var instrument = holding.instrument();
      double change = holding.quantity() * (in(instrument, row) - now(instrument));
      byExpiry.merge(instrument.expirySeconds(), change, Double::sum);
    }
    return skew
        ? byExpiry.values().stream().mapToDouble(Math::abs).sum()
        : -byExpiry.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private double shortOptionMinimum(List<Holding> book) {
    Map<String, Double> byStrike = new TreeMap<>();
    for (var holding : book) {
      var instrument = holding.instrument();
      if (isOption(instrument)) {
        byStrike.merge(
            instrument.expirySeconds() + "/" + instrument.strikeUsdE8(),
            holding.quantity(),
            Double::sum);
      }
    }
    double naked = byStrike.values().stream().mapToDouble(q -> Math.max(0, -q)).sum();
    return parameters.shortOption().rateE9() / 1e9 * spot * naked;
  }

  private List<Row> rows() {
    double psr = parameters.shocks().psrE9() / 1e9; // The liquidation time is below a day.
    var rows = new ArrayList<Row>();
    for (int step = -4; step <= 4; step++) {
      rows.add(new Row(1 + step * psr / 4, Vol.UP, 1));
      if (Math.abs(step) < 4) {
        rows.add(new Row(1 + step * psr / 4, Vol.NONE, 1));
        rows.add(new Row(1 + step * psr / 4, Vol.DOWN, 1));
      }
    }
    for (double m : TAILS) {
      rows.add(
          new Row(
              m,
              Vol.UP,
              Math.min(1, parameters.shocks().tailWeightE9() / 1e9 * psr / Math.abs(m - 1))));
    }
    rows.add(new Row(1, Vol.SKEW_LINEAR, 1));
    rows.add(new Row(1, Vol.SKEW_ABSOLUTE, 1));
    return rows;
  }

  private double now(Instrument instrument) {
    return switch (instrument.kind()) {
      case CASH -> 1;
      case CALL, PUT ->
          black(instrument, forward(instrument), seconds(instrument), vol(instrument));
      default -> spot;
    };
  }

  private double in(Instrument instrument, Row row) {
    return switch (instrument.kind()) {
      case CASH -> 1;
      case CALL, PUT ->
          black(
              instrument,
              forward(instrument) * row.m(),
              Math.max(0, seconds(instrument) - parameters.shocks().liquidationSeconds()),
              shocked(instrument, row.vol()));
      default -> spot * row.m();
    };
  }

  private double shocked(Instrument instrument, Vol rule) {
    double vol = vol(instrument);
    double years = seconds(instrument) / YEAR_SECONDS;
    double days = seconds(instrument) / 86_400.0;
    var volatility = parameters.volatility();
    double power = (days <= 30 ? volatility.powerShortE9() : volatility.powerLongE9()) / 1e9;
    double q = Math.pow(30 / Math.max(days, (double) volatility.floorDays()), power);
    double x = Math.log(strike(instrument) / forward(instrument));
    double base = parameters.skew().capBaseE9() / 1e9;
    double cap = Math.max(0, base + parameters.skew().capSlopeE9() / 1e9 * Math.sqrt(years));
    double width = Math.max(0.01, 2.4 * Math.sqrt(years));
    return switch (rule) {
      case NONE -> vol;
      case UP -> Math.max(volatility.leastUpE9() / 1e9, vol * (1 + volatility.upE9() / 1e9 * q));
      case DOWN -> vol * Math.max(0, 1 - volatility.downE9() / 1e9 * q);
      case SKEW_LINEAR -> vol * Math.max(0, 1 + Math.clamp(x * cap / width, -cap, cap));
      case SKEW_ABSOLUTE -> vol * Math.max(0, 1 + Math.clamp(Math.abs(x) * cap / width, -cap, cap));
    };
  }

  private double vol(Instrument instrument) {
    if (!(slice(instrument).smile() instanceof Smile.Quotes(var quotes))) {
      throw new IllegalStateException("the devnet quotes its smiles");
    }
    double strike = strike(instrument);
    double below = Double.NaN;
    double belowVol = Double.NaN;
    for (var quote : quotes) {
      double at = quote.strikeUsdE8().doubleValue() / 1e8;
      double vol = quote.volE9() / 1e9;
      if (at >= strike) {
        return Double.isNaN(below) || at == strike
            ? vol
            : belowVol + (vol - belowVol) * (Math.log(strike / below) / Math.log(at / below));
      }
      below = at;
      belowVol = vol;
    }
    return belowVol;
  }

  private Slice slice(Instrument instrument) {
    return snapshot.market().stream()
        .filter(market -> market.asset().equals(parameters.asset()))
        .flatMap(market -> market.slices().stream())
        .filter(slice -> slice.expirySeconds() == instrument.expirySeconds())
        .findFirst()
        .orElseThrow();
  }

  private double forward(Instrument instrument) {
    return spot * (slice(instrument).forwardUsdE8().doubleValue() / 1e8 / feedSpot);
  }

  private double seconds(Instrument instrument) {
    return Math.max(0, instrument.expirySeconds() - snapshot.anchorTimeSeconds());
  }

  private static double strike(Instrument instrument) {
    return instrument.strikeUsdE8().doubleValue() / 1e8;
  }

  private static boolean isOption(Instrument instrument) {
    return instrument.kind() == InstrumentKind.CALL || instrument.kind() == InstrumentKind.PUT;
  }

  private static double black(Instrument option, double forward, double seconds, double vol) {
    double strike = strike(option);
    double deviation = vol * Math.sqrt(seconds / YEAR_SECONDS);
    double side = option.kind() == InstrumentKind.CALL ? 1 : -1;
    double d1 = Math.log(forward / strike) / deviation + deviation / 2;
    double d2 = d1 - deviation;
    return side * (forward * normal(side * d1) - strike * normal(side * d2));
  }

  /** The normal distribution function, by its series near the middle and its fraction far out. */
  private static double normal(double x) {
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (Math.abs(x) < 5) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 200; n++) {
        term *= x * x / (2 * n + 1);
        sum += term;
      }
      return 0.5 + density * sum;
    }
    double fraction = Math.abs(x);
    for (int n = 100; n > 0; n--) {
      fraction = Math.abs(x) + n / fraction;
    }
    double tail = density / fraction;
    return x > 0 ? 1 - tail : tail;
  }
}
