package io.loadline.risk.pricing;

import io.loadline.risk.rules.VolRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A row for every strike that an expiry of the next days may end at: between the moves of the
 * listed rows the payoff of a short butterfly can hide.
 */
final class PinRows {
  static final int MOST = 256;
  private static final long FULL_WEIGHT_E9 = 1_000_000_000L;

  private PinRows() {}

  /** A strike and how far the forward must move to end there. */
  private record Candidate(Row.Pin pin, double multiplier, double distance) {}

  /**
   * Rising by expiry and strike; of too many the nearest.
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
          if (candidate.distance() <= range) {
            candidates.add(candidate);
          }
        }
      }
    });
    var rows = new ArrayList<Row>();
    for (var candidate : nearest(candidates)) {
      rows.add(row(candidate, firstColumn + rows.size()));
    }
    return rows;
  }

  private static Candidate candidate(Row.Pin pin, double forward) {
    double multiplier = pin.strikeUsd() / forward;
    return new Candidate(pin, multiplier, Math.abs(multiplier - 1));
  }

  /** In the given order; ties keep the earlier, because the sort is stable. */
  private static List<Candidate> nearest(List<Candidate> candidates) {
    if (candidates.size() <= MOST) {
      return candidates;
    }
    return candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::distance))
        .limit(MOST)
        .sorted(
            Comparator.comparingLong((Candidate c) -> c.pin().expirySeconds())
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
