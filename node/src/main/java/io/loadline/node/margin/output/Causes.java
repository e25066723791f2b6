package io.loadline.node.margin.output;

import io.loadline.node.margin.output.Explanation.Line;
import io.loadline.risk.margin.AssetCharge;
import io.loadline.risk.margin.AssetCharge.VenueAmount;
import io.loadline.risk.margin.AssetCharge.WorstRow;
import io.loadline.risk.margin.Waterfall;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Sentences on what binds and why. */
final class Causes {
  private static final BigInteger ONE_E9 = BigInteger.valueOf(1_000_000_000L);

  private final Waterfall waterfall;
  private final Names names;
  private final List<String> sentences = new ArrayList<>();

  private Causes(Waterfall waterfall, Names names) {
    this.waterfall = waterfall;
    this.names = names;
  }

  static List<String> of(Waterfall waterfall, Names names) {
    if (waterfall.margin().overflow()) {
      return List.of("A number is beyond what the model holds, so it asks for more than there is.");
    }
    var causes = new Causes(waterfall, names);
    causes.rows();
    causes.largest();
    causes.assets();
    causes.venues();
    causes.values();
    return List.copyOf(causes.sentences);
  }

  private void rows() {
    waterfall.assets().stream()
        .sorted(Comparator.comparing(AssetCharge::scanUsdE6).reversed())
        .forEach(asset -> {
          for (WorstRow worst : asset.worst()) {
            row(asset, worst);
          }
          if (asset.worst().isEmpty()) {
            sentences.add(asset.asset() + ": no row of the scan loses anything.");
          }
        });
  }

  private void row(AssetCharge asset, WorstRow worst) {
    var sentence = new StringBuilder();
    sentence
        .append(asset.asset())
        .append(": ")
        .append(Move.words(asset.rows().get(worst.index())))
        .append(" binds and costs ")
        .append(usd(worst.costUsdE6()));
    boolean isMoved = worst.transferUsdE6().signum() > 0;
    if (isMoved) {
      sentence
          .append(", of which ")
          .append(usd(worst.transferUsdE6()))
          .append(" for moving gains to where losses are");
    }
    sentence.append('.');
    if (worst.venues().size() > 1) {
      sentence.append(" There ").append(each(worst.venues(), isMoved)).append('.');
    }
    sentences.add(sentence.toString());
  }

  private String each(List<VenueAmount> venues, boolean isMoved) {
    return venues.stream()
        .map(venue -> {
          boolean gains = venue.gainUsdE6().signum() >= 0;
          return names.venue(venue.venue())
              + (gains ? " gains " : " loses ")
              + Money.cents(venue.gainUsdE6().abs())
              + (gains && isMoved
                  ? " (leaving costs " + Money.percent(venue.transferE9()) + ")"
                  : "");
        })
        .collect(Collectors.joining(", "));
  }

  private void largest() {
    BigInteger charges = waterfall.initialChargesUsdE6();
    if (charges.signum() > 0) {
      WaterfallLines.charges(waterfall, names).stream()
          .max(Comparator.comparing(Line::initialE6))
          .ifPresent(line ->
              sentences.add(
                  "The largest charge is "
                      + percent(line.initialE6(), charges)
                      + " of all: "
                      + line.label()
                      + "."));
    }
  }

  private void assets() {
    BigInteger scans =
        waterfall.assets().stream()
            .map(AssetCharge::scanUsdE6)
            .reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger saved = scans.subtract(waterfall.core().riskUsdE6());
    if (isVisible(saved)) {
      sentences.add("Assets that move together save " + usd(saved) + " of the scans.");
    }
  }

  private void venues() {
    if (waterfall.venues().size() < 2) {
      return;
    }
    BigInteger alone = waterfall.margin().isolatedUsdE6();
    BigInteger saved = alone.subtract(waterfall.margin().initialUsdE6());
    sentences.add(
        isVisible(saved)
            ? "One book over all venues asks for "
                + usd(saved)
                + " less than the venues would one by one, "
                + percent(saved, alone)
                + "."
            : "One book over all venues asks for as much as the venues one by one.");
    if (isVisible(waterfall.core().nettedUsdE6().subtract(waterfall.core().coreUsdE6()))) {
      sentences.add(
          "The core charges are those of the venues one by one: what gains elsewhere would cost to"
              + " move is more than they would save.");
    }
  }

  private void values() {
    for (var venue : waterfall.venues()) {
      BigInteger lost = venue.valueUsdE6().subtract(venue.creditUsdE6());
      if (isVisible(lost)) {
        sentences.add(
            "Of the value at "
                + names.venue(venue.venue())
                + ", "
                + usd(venue.valueUsdE6())
                + ", only "
                + usd(venue.creditUsdE6())
                + " counts: its credit share or cap.");
      }
    }
    if (waterfall.margin().initialUsdE6().signum() == 0) {
      sentences.add("What stands at the venues covers all charges: nothing more is asked for.");
    }
  }

  private static boolean isVisible(BigInteger usdE6) {
    return Money.centsOf(usdE6).signum() > 0;
  }

  private static String percent(BigInteger part, BigInteger whole) {
    return Money.percent(part.multiply(ONE_E9).divide(whole).longValueExact());
  }

  private static String usd(BigInteger usdE6) {
    return Money.cents(usdE6) + " USD";
  }
}
