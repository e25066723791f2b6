package io.loadline.node.margin.output;

import io.loadline.node.margin.input.MarginCase;
import tools.jackson.databind.node.ObjectNode;

/** The margin of one account, computed and explained. */
public final class MarginReport {
  private final Explanation told;

  private MarginReport(Explanation told) {
    this.told = told;
  }

  /** Runs the model. */
  public static MarginReport of(MarginCase account) {
    return new MarginReport(new Explainer(account).explain());
  }

  /** For people; {@code explain} adds how it came about. */
  public String text(boolean explain, Style style) {
    return new MarginText(told, style).text(explain);
  }

  /** For programs: everything. */
  public ObjectNode json() {
    return MarginJson.of(told);
  }
}
