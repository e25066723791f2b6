package io.loadline.consensus.simulation;

import org.jspecify.annotations.Nullable;

/** An invariant did not hold. */
public final class Violation extends AssertionError {
  private static final long serialVersionUID = 1;

  /** Which one, as I1 to I14. */
  final String invariant;

  Violation(String invariant, String what) {
    super(invariant + ": " + what);
    this.invariant = invariant;
  }

  /** Throws unless it holds; the text is only made then. */
  @SuppressWarnings("AnnotateFormatMethod") // The annotation is not among the dependencies.
  static void unless(
      boolean holds, String invariant, String format, @Nullable Object... arguments) {
    if (!holds) {
      throw new Violation(invariant, String.format(format, arguments));
    }
  }
}
