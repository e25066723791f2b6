package io.loadline.node.round;

import io.loadline.consensus.message.MemberSignature;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.round.PhaseClock.Phase;
import io.loadline.node.round.RoundSummary.Submitted;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.RoundResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the status API tells of the newest rounds. Bounded; thread-safe. */
final class RoundJournal {
  private static final int KEPT_ROUNDS = 512;

  /** The newest round's margins. */
  record Newest(RoundBundle bundle, RoundResult result) {}

  private static final class Entry {
    final RoundBundle bundle;
    final @Nullable Computation computation;
    final @Nullable PhaseClock phases;
    final Map<Long, Submitted> submissions = new TreeMap<>();

    Entry(
        RoundBundle bundle, @Nullable Computation computation, @Nullable PhaseClock phases) {
      this.bundle = bundle;
      this.computation = computation;
      this.phases = phases;
    }
  }

  private final Bytes32 networkId;
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private @Nullable Newest newest;

  RoundJournal(Bytes32 networkId) {
    this.networkId = networkId;
  }

  /** A round this node computed and keeps. */
  void kept(RoundBundle bundle, Computation computation, PhaseClock phases) {
    add(new Entry(bundle, computation, phases), computation.result());
  }

  /** A round this node got from another member. */
  void caughtUp(RoundBundle bundle, RoundResult result) {
    add(new Entry(bundle, null, null), result);
  }

  private synchronized void add(Entry entry, RoundResult result) {
    long height = entry.bundle.height();
    entries.putIfAbsent(height, entry);
    while (entries.size() > KEPT_ROUNDS) {
      entries.pollFirstEntry();
    }
    if (newest == null || height > newest.bundle().height()) {
      newest = new Newest(entry.bundle, result);
    }
  }

  /** A contract has the round. */
  synchronized void submitted(long height, Submitted submitted) {
    Entry entry = entries.get(height);
    if (entry != null) {
      entry.submissions.put(submitted.chainId(), submitted);
    }
  }

  /** The newest round with its margins. */
  synchronized Optional<Newest> newest() {
    return Optional.ofNullable(newest);
  }

  /** Newest rounds first. */
  synchronized List<RoundSummary> newestRounds(int limit) {
    return entries.descendingMap().values().stream().limit(limit).map(this::summary).toList();
  }

  /** One round, if it is among the newest. */
  synchronized Optional<RoundSummary> round(long height) {
    return Optional.ofNullable(entries.get(height)).map(this::summary);
  }

  private RoundSummary summary(Entry entry) {
    RoundBundle bundle = entry.bundle;
    return new RoundSummary(
        bundle.height(),
        bundle.report().digest(networkId),
        bundle.proposal().round(),
        bundle.proposal().member(),
        bundle.commits().signatures().stream().map(MemberSignature::member).toList(),
        bundle.snapshot().pins(),
        bundle.snapshot().accounts().size(),
        entry.computation != null,
        phases(entry),
        new ArrayList<>(entry.submissions.values()));
  }

  private static SortedMap<String, Long> phases(Entry entry) {
    SortedMap<String, Long> byName = new TreeMap<>();
    if (entry.phases != null) {
      for (Map.Entry<Phase, Long> phase : entry.phases.reachedMs().entrySet()) {
        byName.put(phase.getKey().name().toLowerCase(Locale.ROOT), phase.getValue());
      }
    }
    if (entry.computation != null) {
      byName.put("read", entry.computation.readMs());
      byName.put("risk", entry.computation.riskMs());
    }
    return byName;
  }
}
