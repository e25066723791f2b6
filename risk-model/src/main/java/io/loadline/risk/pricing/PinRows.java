package io.loadline.risk.pricing;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingLong;

import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * A row for every strike that an expiry of the next days may end at: between the moves of the
 * listed rows the payoff of a short butterfly can hide.
 */
final class PinRows {
  static final int MOST = 256;
  private static final long FULL_WEIGHT_E9 = 1_000_000_000L;

  private PinRows() {}

  /** One of the equal parts that an expiry's range is cut into. */
  private record Part(long expirySeconds, int index) {}

  /** A strike and what the forward is multiplied with to end there. */
  private record Candidate(Row.Pin pin, double multiplier) {

    double move() {
      return multiplier - 1;
    }

    Part part(double range, int parts) {
      double place = (move() + range) / (2 * range) * parts;
      return new Part(pin.expirySeconds(), Math.min(parts - 1, (int) Math.floor(place)));
    }
  }

  /**
   * Rising by expiry and strike; of too many a spread.
   *
   * @param strikes of the asset's options by expiry, only of expiries that are near enough
   * @param forwards of those that have one
   */
  static List<Row> of(
      SortedMap<Long, SortedSet<BigInteger>> strikes,
      SortedMap<Long, Double> forwards,
      long psrE9,
      int firstColumn) {
    var candidates = new ArrayList<Candidate>();
    double range = psrE9 / 1e9;
    strikes.forEach((expiry, expiryStrikes) -> {
      var forward = forwards.get(expiry);
      if (forward != null) {
        for (var strike : expiryStrikes) {
          var candidate = candidate(new Row.Pin(expiry, strike), forward);
          if (Math.abs(candidate.move()) <= range) {
            candidates.add(candidate);
          }
        }
      }
    });
    var rows = new ArrayList<Row>();
    for (var candidate : thinned(candidates, range)) {
      rows.add(row(candidate, firstColumn + rows.size()));
    }
    return rows;
  }

  private static Candidate candidate(Row.Pin pin, double forward) {
    return new Candidate(pin, pin.strikeUsd() / forward);
  }

  /**
   * Of too many, one in each part of each expiry's range: whoever lists strikes around the forward
   * cannot push out those farther away, and what is left out has a neighbour within a part. Then
   * the nearest of the others, as long as there is room.
   *
   * @param candidates rising, so that those of one part follow each other
   */
  private static List<Candidate> thinned(List<Candidate> candidates, double range) {
    if (candidates.size() <= MOST) {
      return candidates;
    }
    long expiries = candidates.stream().map(c -> c.pin().expirySeconds()).distinct().count();
    int parts = (int) Math.max(1, MOST / expiries);
    var spread = new ArrayList<Candidate>();
    var others = new ArrayList<Candidate>();
    Part last = null;
    for (var candidate : candidates) {
      var part = candidate.part(range, parts);
      (part.equals(last) ? others : spread).add(candidate);
      last = part;
    }
    return Stream.concat(
            spread.stream(), others.stream().sorted(comparingDouble(c -> Math.abs(c.move()))))
        .limit(MOST)
        .sorted(
            comparingLong((Candidate c) -> c.pin().expirySeconds())
                .thenComparing(c -> c.pin().strikeUsdE8()))
        .toList();
  }

  private static Row row(Candidate candidate, int column) {
    return new Row(
        FULL_WEIGHT_E9,
        0,
        VolRule.NONE,
        candidate.multiplier(),
        column,
        1,
        Optional.of(candidate.pin()));
  }
}
