package io.loadline.node.margin.input;

import io.loadline.node.config.Place;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.SnapshotBuilder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What the account holds of each instrument, summed, in the order of the file. */
final class Ledger {
  /** What one instrument's positions come to, and where in the file they stand. */
  record Entry(Instrument instrument, BigInteger quantityE18, List<String> paths) {}

  private final SequencedMap<Bytes32, Entry> entries = new LinkedHashMap<>();

  /** An instrument that the snapshot must have, held or not. */
  void list(Instrument instrument) {
    entries.putIfAbsent(instrument.id(), new Entry(instrument, BigInteger.ZERO, List.of()));
  }

  /** A position of the file. */
  void hold(Place place, Instrument instrument, BigInteger quantityE18) {
    add(place, instrument, quantityE18, place.path());
  }

  /** What a position of the file moved in another instrument: its price was paid in it. */
  void book(Place place, Instrument instrument, BigInteger quantityE18) {
    add(place, instrument, quantityE18, "");
  }

  private void add(Place place, Instrument instrument, BigInteger quantityE18, String path) {
    list(instrument);
    Entry before = entries.get(instrument.id());
    if (before == null) {
      throw new IllegalStateException("listed a moment ago: " + instrument);
    }
    BigInteger sum = before.quantityE18().add(quantityE18);
    if (sum.bitLength() > 127) {
      throw place.refuse(
          "together with what else the account holds of it, this is more than 128 bits hold,"
              + " 1.7e20 units",
          "Check the quantity and the entryPrice.");
    }
    List<String> paths = new ArrayList<>(before.paths());
    if (!path.isEmpty()) {
      paths.add(path);
    }
    entries.put(instrument.id(), new Entry(instrument, sum, List.copyOf(paths)));
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  void into(SnapshotBuilder builder, String owner) {
    builder.account(owner);
    for (Entry entry : entries.values()) {
      builder.holds(owner, entry.instrument(), entry.quantityE18());
    }
  }
}
