package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Exponential;
import java.util.List;
import java.util.Optional;

/**
 * Forwards and volatilities of any expiry from the accepted slices: ln(forward / spot) linear in
 * time, total variance linear in time at the same distance from the forward. The forward moves with
 * the observed spot, the distance is the feed's own.
 */
final class Curve {
  private final double spot;
  private final double feedSpot;
  private final List<AcceptedSlice> slices;

  /** Slices rise by expiry; the feed's spot counts only if there are any. */
  Curve(double spot, double feedSpot, List<AcceptedSlice> slices) {
    this.spot = spot;
    this.feedSpot = feedSpot;
    this.slices = slices;
  }

  /** Empty if no slice says anything of the forward, or nothing that can be reckoned with. */
  Optional<CurvePoint> at(long expirySeconds, long secondsLeft) {
    if (slices.isEmpty()) {
      return Optional.empty();
    }
    int right = 0;
    while (right < slices.size() && slices.get(right).expirySeconds() < expirySeconds) {
      right++;
    }
    boolean isExact = right < slices.size() && slices.get(right).expirySeconds() == expirySeconds;
    var point = isExact ? exact(slices.get(right)) : elsewhere(right, Time.years(secondsLeft));
    return Logs.isDefined(point.forward()) ? Optional.of(point) : Optional.empty();
  }

  private CurvePoint exact(AcceptedSlice slice) {
    double forward = spot * (slice.fit() / feedSpot);
    return new CurvePoint(forward, slice.fit(), slice.years(), slice, slice);
  }

  /** Without a slice: between those around it, before the first or beyond the last. */
  private CurvePoint elsewhere(int right, double years) {
    if (right == 0) {
      var first = slices.getFirst();
      return point(growth(first) * (years / first.years()), years, first, first);
    }
    var low = slices.get(right - 1);
    if (right == slices.size()) {
      return point(growth(low) * (years / low.years()), years, low, low);
    }
    var high = slices.get(right);
    double share = (years - low.years()) / (high.years() - low.years());
    double growth = growth(low) + (growth(high) - growth(low)) * share;
    return point(growth, years, low, high);
  }

  private CurvePoint point(double growth, double years, AcceptedSlice low, AcceptedSlice high) {
    double ratio = Exponential.exp(growth);
    return new CurvePoint(spot * ratio, feedSpot * ratio, years, low, high);
  }

  /** ln(forward / spot) of the feed. */
  private double growth(AcceptedSlice slice) {
    return Logs.orNaN(slice.fit() / feedSpot);
  }
}
