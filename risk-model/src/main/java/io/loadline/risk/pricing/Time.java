package io.loadline.risk.pricing;

/** Years and days of the model. */
final class Time {
  static final long DAY_SECONDS = 86_400;
  static final long YEAR_SECONDS = 31_536_000;

  private Time() {}

  static double years(long seconds) {
    return (double) seconds / (double) YEAR_SECONDS;
  }

  static double days(long seconds) {
    return (double) seconds / (double) DAY_SECONDS;
  }
}
