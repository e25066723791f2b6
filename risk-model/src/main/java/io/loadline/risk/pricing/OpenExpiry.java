package io.loadline.risk.pricing;

import io.loadline.risk.kernel.Exponential;
import io.loadline.risk.kernel.Logarithm;
import io.loadline.risk.rules.AssetParameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One expiry with a forward: all that its options and futures have in common, now and in every
 * column.
 */
final class OpenExpiry {
  private static final double REFERENCE_DAYS = 30;

  final long expirySeconds;
  final double forward;
  final double years;

  /** Of what is left of an option when the book is closed. */
  final double yearsLater;

  final double discount;
  final double discountLater;

  /** What the forward is multiplied with in each column, and its logarithm. */
  final double[] multiplier;

  final double[] logMultiplier;

  /** (30 / days)^p: short options' volatility moves more. */
  final double shockScale;

  /** Share of a basis row's loss that counts. */
  final long basisFactorE9;

  final double skewCap;
  final double skewWidth;
  private final @Nullable CurvePoint point;

  private OpenExpiry(
      long expirySeconds,
      long secondsLeft,
      double forward,
      double rate,
      double[] multiplier,
      AssetParameters parameters,
      @Nullable CurvePoint point) {
    this.expirySeconds = expirySeconds;
    this.forward = forward;
    this.point = point;
    this.multiplier = multiplier;
    years = Time.years(secondsLeft);
    yearsLater = Time.years(Math.max(secondsLeft - parameters.shocks().liquidationSeconds(), 0));
    discount = Exponential.exp(-(rate * years));
    discountLater = Exponential.exp(-(rate * yearsLater));
    logMultiplier = new double[multiplier.length];
    for (int c = 0; c < multiplier.length; c++) {
      logMultiplier[c] = Logs.orNaN(multiplier[c]);
    }
    shockScale = shockScale(Time.days(secondsLeft), parameters);
    basisFactorE9 = Discounts.basisFactorE9(secondsLeft, parameters);
    var skew = parameters.skew();
    double root = Math.sqrt(years);
    skewCap = Math.max(0, skew.capBaseE9() / 1e9 + skew.capSlopeE9() / 1e9 * root);
    double width = skew.widthE9() / 1e9 + skew.widthSlopeE9() / 1e9 * root;
    skewWidth = Math.max(skew.leastWidthE9() / 1e9, root * width);
  }

  /** Before expiry; in the last seconds before it the settlement price is partly known. */
  static OpenExpiry live(
      long expirySeconds,
      long secondsLeft,
      CurvePoint point,
      double rate,
      Columns columns,
      AssetParameters parameters) {
    return new OpenExpiry(
        expirySeconds,
        secondsLeft,
        point.forward(),
        rate,
        averaged(columns, secondsLeft, parameters.nearExpiry().averagingSeconds()),
        parameters,
        point);
  }

  /** After expiry without a settlement price: the spot is the forward, and nothing is left. */
  static OpenExpiry unsettled(
      long expirySeconds, double spot, Columns columns, AssetParameters parameters) {
    return new OpenExpiry(expirySeconds, 0, spot, 0, columns.spot, parameters, null);
  }

  /** Empty once it is past: then there is no volatility. */
  Optional<CurvePoint> point() {
    return Optional.ofNullable(point);
  }

  private static double[] averaged(Columns columns, long secondsLeft, long averagingSeconds) {
    if (secondsLeft >= averagingSeconds) {
      return columns.dated;
    }
    double unknown = (double) secondsLeft / (double) averagingSeconds;
    var multiplier = new double[columns.count];
    for (int c = 0; c < columns.count; c++) {
      multiplier[c] = unknown * columns.dated[c] + (1 - unknown);
    }
    return multiplier;
  }

  private static double shockScale(double days, AssetParameters parameters) {
    var volatility = parameters.volatility();
    long powerE9 = days <= REFERENCE_DAYS ? volatility.powerShortE9() : volatility.powerLongE9();
    double floored = Math.max(days, (double) volatility.floorDays());
    return Logarithm.power(REFERENCE_DAYS / floored, powerE9 / 1e9);
  }
}
