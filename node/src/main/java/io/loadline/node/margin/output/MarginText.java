package io.loadline.node.margin.output;

import io.loadline.node.margin.output.Explanation.AssetScan;
import io.loadline.node.margin.output.Explanation.Cover;
import io.loadline.node.margin.output.Explanation.DepositLine;
import io.loadline.node.margin.output.Explanation.Line;
import io.loadline.node.margin.output.Explanation.PositionLine;
import io.loadline.node.margin.output.Explanation.VenueLine;
import io.loadline.node.margin.output.Explanation.Warning;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A margin for people: at most 80 columns. */
final class MarginText {
  private static final int WIDTH = 80;

  private final Explanation told;
  private final Style style;
  private final List<String> lines = new ArrayList<>();

  MarginText(Explanation told, Style style) {
    this.told = told;
    this.style = style;
  }

  /** The answer, and with {@code explain} how it came about. */
  String text(boolean explain) {
    head();
    requirements();
    told.warnings().forEach(this::warning);
    venues();
    told.cover().ifPresent(this::cover);
    if (explain) {
      causes();
      waterfall();
      told.scans().forEach(this::scan);
      positions();
    }
    return String.join("\n", lines);
  }

  private void head() {
    lines.add(style.bold(told.owner()) + " at " + Instant.ofEpochSecond(told.timeSeconds()));
    lines.add("parameters " + told.parameters() + ", " + told.parametersHash().substring(0, 18));
    lines.add("");
  }

  private void requirements() {
    lines.add(style.bold(amount("initial margin", told.initialE6())));
    lines.add(style.bold(amount("maintenance margin", told.maintenanceE6())));
    lines.add(
        amount("venue by venue", told.isolatedE6())
            + "   one book saves "
            + Money.percent(told.reliefE9()));
    lines.add(amount("fixed percentages", told.fixedPercentageE6()) + "   a comparison");
    lines.add(
        String.format(
            Locale.ROOT,
            "%-20s %s",
            "flags",
            told.flags().isEmpty() ? "none" : style.warning(String.join(", ", told.flags()))));
  }

  private static String amount(String label, BigInteger usdE6) {
    return String.format(Locale.ROOT, "%-20s %18s USD", label, Money.cents(usdE6));
  }

  private void warning(Warning warning) {
    lines.add("");
    String where = warning.where().isEmpty() ? "" : warning.where() + ": ";
    var wrapped = Wrap.lines("WARNING  " + where + warning.text(), WIDTH, "  ");
    wrapped.forEach(line -> lines.add(style.warning(line)));
  }

  private void venues() {
    title("venue", "value USD", "counts", "asks for alone");
    for (VenueLine venue : told.venues()) {
      row(
          venue.name() + " (chain " + venue.chainId() + ")",
          venue.valueE6(),
          venue.creditE6(),
          venue.aloneE6());
    }
  }

  private void cover(Cover cover) {
    title("collateral beside the book", "price USD", "initial", "maintenance");
    for (DepositLine deposit : cover.deposits()) {
      lines.add(
          cells(
              deposit.amount() + " " + deposit.asset(),
              Money.plain(deposit.priceE8(), 8),
              Money.cents(deposit.initialE6()),
              Money.cents(deposit.maintenanceE6())));
    }
    BigInteger initial = cover.initialE6().subtract(told.initialE6());
    BigInteger maintenance = cover.maintenanceE6().subtract(told.maintenanceE6());
    lines.add(
        style.bold(
            cells(
                "excess (negative: lacking)", "", Money.cents(initial), Money.cents(maintenance))));
  }

  private void causes() {
    lines.add("");
    lines.add(style.bold("why"));
    for (String cause : told.causes()) {
      var wrapped = Wrap.lines("- " + cause, WIDTH, "  ");
      lines.addAll(wrapped);
    }
  }

  private void waterfall() {
    title("waterfall, USD", "", "initial", "maintenance");
    for (Line line : told.waterfall()) {
      lines.addAll(waterfallLine(line.label(), line.initialE6(), line.maintenanceE6()));
    }
    Function<Function<Line, BigInteger>, BigInteger> cents =
        side ->
            told.waterfall().stream()
                .map(side)
                .map(Money::centsOf)
                .reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger initial = Money.centsOf(told.initialE6()).subtract(cents.apply(Line::initialE6));
    BigInteger maintenance =
        Money.centsOf(told.maintenanceE6()).subtract(cents.apply(Line::maintenanceE6));
    if (initial.signum() != 0 || maintenance.signum() != 0) {
      BigInteger tenThousand = BigInteger.valueOf(10_000);
      lines.addAll(
          waterfallLine(
              "rounding of the lines above",
              initial.multiply(tenThousand),
              maintenance.multiply(tenThousand)));
    }
    lines.add(
        style.bold(
            cells(
                "requirement",
                "",
                Money.cents(told.initialE6()),
                Money.cents(told.maintenanceE6()))));
  }

  private static List<String> waterfallLine(
      String label, BigInteger initialE6, BigInteger maintenanceE6) {
    var wrapped = new ArrayList<>(Wrap.lines("  " + label, 46, "    "));
    int last = wrapped.size() - 1;
    wrapped.set(
        last,
        String.format(
            Locale.ROOT,
            "%-46s %16s %16s",
            wrapped.get(last),
            Money.cents(initialE6),
            Money.cents(maintenanceE6)));
    return wrapped;
  }

  private void scan(AssetScan scan) {
    lines.add("");
    lines.add(
        style.bold(scan.asset() + " at " + Money.plain(scan.priceE8(), 8) + " USD, " + scan.state())
            + ": gain or cost of each row"
            + (scan.worst().isEmpty() ? "" : ", * binds"));
    lines.addAll(new ScanPicture(scan.rows(), scan.worst(), style).lines());
  }

  private void positions() {
    title("position", "quantity", "mark USD", "value USD");
    for (PositionLine position : told.positions()) {
      String sum = position.paths().size() < 2 ? "" : ": " + String.join(" + ", position.paths());
      lines.addAll(Wrap.lines(position.venue() + " " + position.instrument() + sum, WIDTH, "    "));
      String quantity = Money.rounded(position.quantity());
      lines.add(
          position.reason().isPresent()
              ? cells("", quantity, "no value", "")
              : cells(
                  "",
                  quantity,
                  Money.plain(position.markE6(), 6),
                  Money.cents(position.valueE6())));
    }
  }

  private void title(String label, String first, String second, String third) {
    lines.add("");
    lines.add(style.bold(cells(label, first, second, third)));
  }

  private void row(String label, BigInteger first, BigInteger second, BigInteger third) {
    lines.add(cells(label, Money.cents(first), Money.cents(second), Money.cents(third)));
  }

  private static String cells(String label, String first, String second, String third) {
    return String.format(Locale.ROOT, "%-29s %16s %16s %16s", label, first, second, third)
        .stripTrailing();
  }
}
