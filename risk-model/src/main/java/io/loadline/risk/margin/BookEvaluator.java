package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Scans and charges of the book that is loaded, one after the other. Belongs to one thread. */
final class BookEvaluator {
  private final Model model;
  private final FastScans fastScans;
  private final VenueCharges venueCharges;
  private final AssetCharges assetCharges;
  final Book book;

  BookEvaluator(Model model) {
    this.model = model;
    int maxPositions = model.rules.maxPositions();
    book = new Book(model.table, model.flags, maxPositions);
    fastScans =
        new FastScans(
            model.table, model.tree, model.network.foreignGroupCredit(), book, maxPositions);
    int tokens = 1 + model.rules.parameters().related().size();
    venueCharges = new VenueCharges(model.table, tokens);
    assetCharges = new AssetCharges(model.table, model.rates);
  }

  /** The loaded book's scans, in 128 bits if that is enough. */
  Scans scans() {
    return fastScans.prepare(book) ? fastScans : exactScans();
  }

  ExactScans exactScans() {
    return new ExactScans(model.table, model.tree, model.network.foreignGroupCredit(), book);
  }

  VenueLines[] venueLines() {
    var lines = new VenueLines[book.runs];
    for (int run = 0; run < book.runs; run++) {
      lines[run] = venueCharges.of(book, run, model.rates.get(book.runAsset[run]));
    }
    return lines;
  }

  /** Without concentration. */
  BookCharges charges(Scans scans, VenueLines[] venueLines, int venue) {
    var lines = new ArrayList<AssetLines>(book.slots);
    var scanUsdE24 = new BigInteger[book.slots];
    for (int slot = 0; slot < book.slots; slot++) {
      if (book.isHeld(slot, venue)) {
        scanUsdE24[slot] = scans.assetUsdE24(slot, venue);
        lines.add(assetCharges.of(book, slot, venueLines, scanUsdE24[slot], venue));
      } else {
        scanUsdE24[slot] = BigInteger.ZERO;
        lines.add(AssetLines.NONE);
      }
    }
    var risks = List.of(model.tree.risksUsdE24(book, scans, scanUsdE24, venue));
    return BookCharges.of(lines, risks, model.network.shortOptionFloor());
  }
}
