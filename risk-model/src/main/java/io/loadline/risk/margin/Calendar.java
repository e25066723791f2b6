package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What it costs that deltas of different expiries offset each other: opposite ones are matched,
 * nearest expiries first, and each match pays a rate that grows with the time between them.
 * Buckets: 0 is what never expires, 1 + e is expiry e.
 */
final class Calendar {
  private static final BigInteger YEAR_SECONDS = BigInteger.valueOf(31_536_000);

  private record Pair(int near, int far, long seconds, BigInteger rateE9) {}

  private final Units units;
  private final BigInteger baseE9;
  private final BigInteger slopeE9;
  private final List<Pair> pairs = new ArrayList<>();

  Calendar(AssetTable asset) {
    units = asset.units;
    baseE9 = BigInteger.valueOf(asset.parameters.calendar().baseE9());
    slopeE9 = BigInteger.valueOf(asset.parameters.calendar().slopeE9());
    if (baseE9.signum() == 0 && slopeE9.signum() == 0) {
      return;
    }
    var seconds = new long[asset.expiries + 1];
    for (int e = 0; e < asset.expiries; e++) {
      seconds[e + 1] = asset.secondsLeft(e);
    }
    for (int near = 0; near < seconds.length; near++) {
      for (int far = near + 1; far < seconds.length; far++) {
        long between = seconds[far] - seconds[near];
        pairs.add(new Pair(near, far, between, rateE9(between)));
      }
    }
    pairs.sort(
        Comparator.comparingLong(Pair::seconds)
            .thenComparingInt(Pair::near)
            .thenComparingInt(Pair::far));
  }

  /** Whether matches cost nothing. */
  boolean isOff() {
    return pairs.isEmpty();
  }

  /** Rate of a match over that time. */
  BigInteger rateE9(long seconds) {
    var slope = slopeE9.multiply(BigInteger.valueOf(seconds));
    return baseE9.add(Rounding.divideUp(slope, YEAR_SECONDS));
  }

  /** Charge for these net deltas, in lot-quanta per bucket; uses them up. */
  BigInteger usdE24(BigInteger[] deltas) {
    var charge = BigInteger.ZERO;
    if (!hasBothSigns(deltas)) {
      return charge;
    }
    for (var pair : pairs) {
      var near = deltas[pair.near()];
      var far = deltas[pair.far()];
      if (near.signum() * far.signum() < 0) {
        var matched = near.abs().min(far.abs());
        charge = charge.add(units.usdE24(matched, pair.rateE9()));
        var signed = near.signum() > 0 ? matched : matched.negate();
        deltas[pair.near()] = near.subtract(signed);
        deltas[pair.far()] = far.add(signed);
      }
    }
    return charge;
  }

  private static boolean hasBothSigns(BigInteger[] deltas) {
    boolean positive = false;
    boolean negative = false;
    for (var delta : deltas) {
      positive |= delta.signum() > 0;
      negative |= delta.signum() < 0;
    }
    return positive && negative;
  }
}
