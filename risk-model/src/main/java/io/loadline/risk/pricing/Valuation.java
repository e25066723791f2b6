package io.loadline.risk.pricing;

/** What an instrument is worth now and how that changes by scenario, or why nobody can say. */
public sealed interface Valuation {

  /** Money of a venue: nothing that a scenario moves. */
  record Cash(long markUsdE6) implements Valuation {}

  /**
   * A risk array and the integers that the charges are made of, all in quanta of the asset per
   * unit: each rounded once, and smaller than 2^51.
   */
  final class RiskArray implements Valuation {
    private final long markUsdE6;
    private final long value;
    private final long[] changes;
    private final Sensitivities sensitivities;

    /** Takes over the array. */
    RiskArray(long markUsdE6, long value, long[] changes, Sensitivities sensitivities) {
      this.markUsdE6 = markUsdE6;
      this.value = value;
      this.changes = changes;
      this.sensitivities = sensitivities;
    }

    /** Value of one unit, half-even; what net liquidation value counts. */
    public long markUsdE6() {
      return markUsdE6;
    }

    /** V. */
    public long value() {
      return value;
    }

    /** Columns of all rows of the asset, listed and pin. */
    public int size() {
      return changes.length;
    }

    /** Value in that column less {@link #value}. */
    public long change(int column) {
      return changes[column];
    }

    /** Writes all changes to {@code target} from {@code offset} on. */
    public void copyChanges(long[] target, int offset) {
      System.arraycopy(changes, 0, target, offset, changes.length);
    }

    /** D: what it moves per relative move of spot, in USD. */
    public long delta() {
      return sensitivities.delta();
    }

    /** W: per 1.00 of volatility. */
    public long vega() {
      return sensitivities.vega();
    }

    /** G: for the upward shock of its expiry's volatility at the money. */
    public long calendarVega() {
      return sensitivities.calendarVega();
    }

    /** N: of perpetuals and futures, negative for inverse ones. */
    public long contractNotional() {
      return sensitivities.contractNotional();
    }

    /** M. */
    public long grossNotional() {
      return sensitivities.grossNotional();
    }
  }

  /** The data for a value is missing or out of range; says what and why. */
  record Unvaluable(String reason) implements Valuation {}
}
