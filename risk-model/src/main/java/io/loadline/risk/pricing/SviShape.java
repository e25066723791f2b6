package io.loadline.risk.pricing;

import io.loadline.risk.kernel.RawSvi;

/** Whether raw SVI parameters describe a smile without a butterfly of negative price. */
final class SviShape {
  private static final int POINTS = 41;

  private SviShape() {}

  static boolean isFreeOfArbitrage(SliceSmile.Svi smile, double tolerance) {
    if (!RawSvi.isValid(smile.a(), smile.b(), smile.rho(), smile.sigma())
        || !(smile.tauYears() > 0)) {
      return false;
    }
    double widest = 4 * Math.sqrt(smile.a() + smile.b() * smile.sigma());
    for (int j = 0; j < POINTS; j++) {
      if (!holdsAt(widest * (j / 20.0 - 1), smile, tolerance)) {
        return false;
      }
    }
    return true;
  }

  /** Gatheral's density factor: u^2 - w'^2/4 (1/w + 1/4) + w''/2, up to the tolerance positive. */
  private static boolean holdsAt(double k, SliceSmile.Svi smile, double tolerance) {
    double b = smile.b();
    double sigma = smile.sigma();
    double y = k - smile.m();
    double root = Math.sqrt(y * y + sigma * sigma);
    double w = smile.a() + b * (smile.rho() * y + root);
    double w1 = b * (smile.rho() + y / root);
    double w2 = b * (sigma * sigma) / (root * root * root);
    double u = 1 - k * w1 / (2 * w);
    return w > 0 && u * u - w1 * w1 / 4 * (1 / w + 0.25) + w2 / 2 >= -tolerance;
  }
}
