package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.RandomBytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Honest participants around a table: every word reaches everybody at once, in order, and can be
 * stopped and looked at on its way. For tests that read as charts.
 */
final class Table {
  final CeremonyPlan plan;
  final List<LocalIdentitySigner> signers;
  final List<CeremonyMachine> machines = new ArrayList<>();
  final List<SignedMessage> heard = new ArrayList<>();
  final List<List<CeremonyEffect>> effects = new ArrayList<>();
  final List<@Nullable KeyShare> stored = new ArrayList<>();
  final CeremonyGate gate;
  Predicate<SignedMessage> lost = _ -> false;
  Predicate<Integer> diskFails = _ -> false;
  private final SplittableRandom random = new SplittableRandom(77);
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private final Map<Stage, TreeMap<Integer, Bytes>> views = new EnumMap<>(Stage.class);

  Table(CeremonyPlan plan, List<KeyShare> held) {
    this.plan = plan;
    this.signers = Operators.of(plan);
    this.gate = new CeremonyGate(plan);
    for (int i = 0; i < signers.size(); i++) {
      KeyShare share = i < held.size() && i != plan.repaired() ? held.get(i) : null;
      machines.add(
          CeremonyMachine.begin(
              plan, CeremonySimulation.TIMES, signers.get(i), share, randomness()));
      effects.add(new ArrayList<>());
      stored.add(null);
    }
    for (int i = 0; i < machines.size(); i++) {
      int self = i;
      queue.add(() -> on(self, new CeremonyEvent.Started()));
    }
  }

  /** A table for a new key. */
  static Table generation(int members) {
    return new Table(Operators.generation(members), List.of());
  }

  RandomBytes randomness() {
    return random::nextBytes;
  }

  /** Goes on until nothing more is under way. */
  Table run() {
    while (!queue.isEmpty()) {
      queue.remove().run();
    }
    return this;
  }

  /** Goes on until all members are in a phase, or nothing more is under way. */
  Table runUntil(Phase phase) {
    while (!queue.isEmpty() && !machines.stream().allMatch(m -> m.phase() == phase)) {
      queue.remove().run();
    }
    return this;
  }

  /** Gives a member an event; what it does is carried out with what is under way. */
  List<CeremonyEffect> on(int member, CeremonyEvent event) {
    List<CeremonyEffect> done = machines.get(member).on(event, 0);
    effects.get(member).addAll(done);
    done.forEach(effect -> carryOut(member, effect));
    return done;
  }

  /** Signs words of a member, whatever its machine thinks. */
  SignedMessage sign(int member, CeremonyMessage message) {
    return new CeremonySignatures(plan).sign(member, message, signers.get(member));
  }

  /** The first message of a kind that a member sent. */
  SignedMessage said(int member, MessageKind kind) {
    return heard.stream()
        .filter(message -> message.author() == member && message.message().kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError(member + " said no " + kind));
  }

  <T extends CeremonyEffect> List<T> effects(int member, Class<T> type) {
    return effects.get(member).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private void carryOut(int member, CeremonyEffect effect) {
    switch (effect) {
      case CeremonyEffect.Broadcast(var message, _) -> {
        heard.add(message);
        for (int to = 0; to < machines.size(); to++) {
          deliver(member, to, message);
        }
      }
      case CeremonyEffect.Send(var to, var message, _) -> {
        heard.add(message);
        deliver(member, to, message);
      }
      case CeremonyEffect.Decide(var stage, var view) -> {
        TreeMap<Integer, Bytes> seen = views.computeIfAbsent(stage, _ -> new TreeMap<>());
        seen.put(member, view);
        if (seen.size() == plan.holders()) {
          decide(stage, List.copyOf(seen.values()));
        }
      }
      case CeremonyEffect.PersistShare(var share, _) -> {
        if (!diskFails.test(member)) {
          stored.set(member, share);
          queue.add(() -> on(member, new CeremonyEvent.ShareStored()));
        }
      }
      case CeremonyEffect.SetTimer(var timer, var atMs) -> {
        if (timer == CeremonyTimer.COORDINATE && atMs == 0) {
          queue.add(() -> on(member, new CeremonyEvent.TimerExpired(timer)));
        }
      }
      case CeremonyEffect.Persist _,
          CeremonyEffect.CancelTimer _,
          CeremonyEffect.Overdue _,
          CeremonyEffect.Completed _,
          CeremonyEffect.Aborted _,
          CeremonyEffect.DeleteOldShare _,
          CeremonyEffect.DiscardShare _,
          CeremonyEffect.Rejected _ -> {}
    }
  }

  void decide(Stage stage, List<Bytes> decided) {
    for (int to = 0; to < machines.size(); to++) {
      int self = to;
      queue.add(() -> on(self, new CeremonyEvent.Decided(stage, decided)));
    }
  }

  private void deliver(int from, int to, SignedMessage message) {
    if (to != from && !lost.test(message)) {
      queue.add(() -> on(to, new CeremonyEvent.Received(message)));
    }
  }
}
