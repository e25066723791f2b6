package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.BreakerState;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.vectors.WaterfallJson;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The random rounds are worth comparing: each rule decides something in some of them. */
class RandomRoundsTest {
  private static final int ROUNDS = 60;
  private static final int ACCOUNTS = 40;
  private static final int OFTEN = 5;

  @Test
  void everyLineEveryFlagAndEveryKindIsReached() {
    var seen = new TreeMap<String, Integer>();
    for (int seed = 0; seed < ROUNDS; seed++) {
      var round = RandomRounds.of(seed, ACCOUNTS);
      var result = new RiskRound(1).evaluate(round.snapshot(), round.rules());
      countInstruments(round, result, seen);
      result.engine().states().all().forEach(b -> count(seen, "state " + b.state()));
      for (int i = 0; i < ACCOUNTS; i++) {
        var margin = result.margins().get(i);
        for (long flag = 1; flag <= AccountMargin.FLAG_UNVALUED; flag *= 2) {
          if ((margin.flags() & flag) != 0) {
            count(seen, "flag " + flag);
          }
        }
        countLines(WaterfallJson.of(result, i), "", seen);
        if (margin.initialUsdE6().compareTo(margin.isolatedUsdE6()) < 0) {
          count(seen, "less than isolated");
        }
      }
    }
    for (var kind : InstrumentKind.values()) {
      assertOften(seen, kind + " with a value");
      assertOften(seen, kind + " without");
    }
    for (var state : BreakerState.values()) {
      assertOften(seen, "state " + state);
    }
    for (long flag = 1; flag <= AccountMargin.FLAG_UNVALUED; flag *= 2) {
      assertOften(seen, "flag " + flag);
    }
    assertOften(seen, "less than isolated");
    for (var line : LINES) {
      assertOften(seen, line);
    }
  }

  private static final String[] LINES = {
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
    "maintenanceE6"
  };

  private static void countInstruments(
      RandomRounds.Round round, RoundResult result, Map<String, Integer> seen) {
    var instruments = round.snapshot().instruments();
    for (int i = 0; i < instruments.size(); i++) {
      boolean hasValue = !(result.engine().valuation(i) instanceof Valuation.Unvaluable);
      count(seen, instruments.get(i).kind() + (hasValue ? " with a value" : " without"));
    }
  }

  /** Names of lines that are not zero. */
  private static void countLines(JsonNode json, String name, Map<String, Integer> seen) {
    if (json.isObject()) {
      json.properties().forEach(each -> countLines(each.getValue(), each.getKey(), seen));
    } else if (json.isArray() ? !json.isEmpty() : !json.asString().equals("0")) {
      count(seen, name);
    }
  }

  private static void count(Map<String, Integer> seen, String what) {
    seen.merge(what, 1, Integer::sum);
  }

  private static void assertOften(Map<String, Integer> seen, String what) {
    assertThat(seen.getOrDefault(what, 0)).as("%s in %s", what, seen).isGreaterThanOrEqualTo(OFTEN);
  }
}
