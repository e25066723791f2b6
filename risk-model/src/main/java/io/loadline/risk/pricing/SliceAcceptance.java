package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which live slices of a market are used: in order of expiry those with a forward whose smile is
 * free of arbitrage up to the tolerance, alone and beside the slice before.
 */
final class SliceAcceptance {
  /** Distances of the calendar check, in standard deviations of the earlier slice. */
  private static final int CALENDAR_STEPS = 2;

  private final List<AcceptedSlice> accepted = new ArrayList<>();
  private final int live;

  SliceAcceptance(AssetMarket market, long anchorTimeSeconds, long toleranceE9) {
    double tolerance = toleranceE9 / 1e9;
    int count = 0;
    for (var slice : market.slices()) {
      if (slice.expirySeconds() > anchorTimeSeconds) {
        count++;
        double years = Time.years(slice.expirySeconds() - anchorTimeSeconds);
        read(slice, years, tolerance).filter(s -> rises(s, tolerance)).ifPresent(accepted::add);
      }
    }
    live = count;
  }

  /** Rising by expiry. */
  List<AcceptedSlice> accepted() {
    return List.copyOf(accepted);
  }

  boolean hasRefused() {
    return accepted.size() < live;
  }

  /** Whether there is a slice to price by, or none was given. */
  boolean isGood() {
    return live == 0 || !accepted.isEmpty();
  }

  private static Optional<AcceptedSlice> read(Slice slice, double years, double tolerance) {
    double fit = slice.forwardUsdE8().doubleValue() / 1e8;
    return fit > 0
        ? SmileReader.read(slice.smile(), fit, years, tolerance)
            .map(smile -> new AcceptedSlice(slice.expirySeconds(), years, fit, smile))
        : Optional.empty();
  }

  /** Total variance must not fall with time at the same distance from the forward. */
  private boolean rises(AcceptedSlice slice, double tolerance) {
    if (accepted.isEmpty()) {
      return true;
    }
    var before = accepted.getLast();
    double deviation = before.smile().volatility(0) * Math.sqrt(before.years());
    for (int step = -CALENDAR_STEPS; step <= CALENDAR_STEPS; step++) {
      double k = step * deviation;
      if (!(slice.totalVariance(k) >= before.totalVariance(k) * (1 - tolerance))) {
        return false;
      }
    }
    return true;
  }
}
