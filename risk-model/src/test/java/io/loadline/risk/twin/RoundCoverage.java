package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.BreakerState;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.vectors.WaterfallJson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How often rounds have decided something by each rule of the model. */
public final class RoundCoverage {
  private static final List<String> LINES =
      List.of(
          "scan",
          "calendarDelta",
          "calendarVega",
          "crossCoin",
          "shortOption",
          "contingency",
          "funding",
          "liquidity",
          "concentration",
          "spotBasis",
          "contingencyInitial",
          "shortOptionInitial",
          "spotBasisInitial",
          "oracle",
          "spread",
          "breaker",
          "sum",
          "risk",
          "value",
          "credit",
          "stress",
          "depeg",
          "core",
          "isolated",
          "netted",
          "unvalued",
          "initialE6",
          "maintenanceE6");

  private final Map<String, Integer> seen = new TreeMap<>();

  /**
   * Counts lines that are not zero, flags, breaker states and instruments with and without value.
   */
  public void add(Snapshot snapshot, RoundResult result) {
    for (int i = 0; i < snapshot.instruments().size(); i++) {
      boolean hasValue = !(result.engine().valuation(i) instanceof Valuation.Unvaluable);
      count(snapshot.instruments().get(i).kind() + (hasValue ? " with a value" : " without"));
    }
    result.engine().states().all().forEach(breaker -> count("state " + breaker.state()));
    for (int i = 0; i < snapshot.accounts().size(); i++) {
      var margin = result.margins().get(i);
      for (long flag = 1; flag <= AccountMargin.FLAG_UNVALUED; flag *= 2) {
        if ((margin.flags() & flag) != 0) {
          count("flag " + flag);
        }
      }
      if (margin.initialUsdE6().compareTo(margin.isolatedUsdE6()) < 0) {
        count("less than isolated");
      }
      countLines("", WaterfallJson.of(result, i));
    }
  }

  /** Fails unless everything was seen that often. */
  public void assertEach(int times) {
    for (var kind : InstrumentKind.values()) {
      assertSeen(kind + " with a value", times);
    }
    for (var state : BreakerState.values()) {
      assertSeen("state " + state, times);
    }
    for (long flag = 1; flag <= AccountMargin.FLAG_UNVALUED; flag *= 2) {
      assertSeen("flag " + flag, times);
    }
    assertSeen("less than isolated", times);
    LINES.forEach(line -> assertSeen(line, times));
  }

  /** Fails unless each kind was also listed without a value that often. */
  public void assertEachWithoutValue(int times) {
    for (var kind : InstrumentKind.values()) {
      assertSeen(kind + " without", times);
    }
  }

  private void countLines(String name, JsonNode json) {
    if (json.isObject()) {
      json.properties().forEach(each -> countLines(each.getKey(), each.getValue()));
    } else if (json.isArray() ? !json.isEmpty() : !json.asString().equals("0")) {
      count(name);
    }
  }

  private void count(String what) {
    seen.merge(what, 1, Integer::sum);
  }

  private void assertSeen(String what, int times) {
    assertThat(seen.getOrDefault(what, 0)).as("%s in %s", what, seen).isGreaterThanOrEqualTo(times);
  }
}
