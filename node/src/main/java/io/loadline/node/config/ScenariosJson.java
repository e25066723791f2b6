package io.loadline.node.config;

import io.loadline.risk.rules.ScenarioRow;
import io.loadline.risk.rules.ScenarioSet;
import io.loadline.risk.rules.VolRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A list of scenario rows: the text G33 or S16 stands for the rows of that name, everything else is
 * one row. The fraction of a row is kept as it is written, for its hash.
 */
final class ScenariosJson {
  private static final Pattern FRACTION = Pattern.compile("(-?[0-9]{1,12})(?:/([0-9]{1,10}))?");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,9}");
  private static final int PLACES = 9;
  private static final long FULL_WEIGHT_E9 = 1_000_000_000L;

  private ScenariosJson() {}

  private record Fraction(long numerator, long denominator) {}

  static List<ScenarioRow> read(Section set) {
    return set
        .textsOrSections(
            "scenarios",
            "G33, S16 or a row",
            name -> ScenarioSet.valueOf(name).rows(),
            row -> List.of(row.build(ScenariosJson::row)))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  static void write(List<ScenarioRow> rows, ArrayNode out) {
    int next = 0;
    while (next < rows.size()) {
      var set = setAt(rows, next);
      if (set.isEmpty()) {
        write(rows.get(next), out.addObject());
        next++;
      } else {
        out.add(set.getFirst().name());
        next += set.getFirst().rows().size();
      }
    }
  }

  /** The named set whose rows stand here, if any. */
  private static List<ScenarioSet> setAt(List<ScenarioRow> rows, int start) {
    List<ScenarioSet> found = new ArrayList<>();
    for (ScenarioSet set : ScenarioSet.values()) {
      int end = start + set.rows().size();
      if (end <= rows.size() && rows.subList(start, end).equals(set.rows())) {
        found.add(set);
      }
    }
    return found;
  }

  private static ScenarioRow row(Section row) {
    boolean relative = row.has("move");
    Fraction fraction =
        relative
            ? row.text("move", "a fraction of the range, like \"-1/2\"", ScenariosJson::fraction)
            : row.text("multiplier", "a decimal, like \"0.34\"", ScenariosJson::multiplier);
    return new ScenarioRow(
        relative,
        fraction.numerator(),
        fraction.denominator(),
        row.text("volatility", "the name of a volatility rule", ScenariosJson::rule),
        row.flag("damped", false),
        row.optional("weight", ParameterSetJson.DECIMAL, Decimals::e9).orElse(FULL_WEIGHT_E9),
        (int) row.number("block", 0, Integer.MAX_VALUE, 0));
  }

  private static void write(ScenarioRow row, ObjectNode out) {
    if (row.relative()) {
      out.put("move", text(row.numerator(), row.denominator()));
    } else {
      out.put("multiplier", multiplierText(row));
    }
    out.put("volatility", name(row.volRule()));
    if (row.damped()) {
      out.put("damped", true);
    }
    if (row.weightE9() != FULL_WEIGHT_E9) {
      out.put("weight", Decimals.text(row.weightE9()));
    }
    if (row.block() != 0) {
      out.put("block", row.block());
    }
  }

  private static Fraction fraction(String text) {
    Matcher matcher = FRACTION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a fraction: " + text);
    }
    String denominator = matcher.group(2);
    return new Fraction(
        Long.parseLong(matcher.group(1)), denominator == null ? 1 : Long.parseLong(denominator));
  }

  private static Fraction multiplier(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return fraction(text);
    }
    BigDecimal value = new BigDecimal(text);
    return new Fraction(
        value.unscaledValue().longValueExact(), BigDecimal.TEN.pow(value.scale()).longValueExact());
  }

  private static String multiplierText(ScenarioRow row) {
    for (int places = 1; places <= PLACES; places++) {
      if (row.denominator() == BigDecimal.TEN.pow(places).longValueExact()) {
        return BigDecimal.valueOf(row.numerator(), places).toPlainString();
      }
    }
    return text(row.numerator(), row.denominator());
  }

  private static String text(long numerator, long denominator) {
    return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
  }

  private static VolRule rule(String text) {
    for (VolRule rule : VolRule.values()) {
      if (name(rule).equals(text)) {
        return rule;
      }
    }
    throw new IllegalArgumentException("no volatility rule: " + text);
  }

  private static String name(VolRule rule) {
    return switch (rule) {
      case NONE -> "none";
      case UP -> "up";
      case DOWN -> "down";
      case SKEW_LINEAR -> "skewLinear";
      case SKEW_ABSOLUTE -> "skewAbsolute";
      case BASIS -> "basis";
    };
  }
}
