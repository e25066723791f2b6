package io.loadline.consensus.simulation;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.agreement.AgreementMachine;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.Event;
import io.loadline.consensus.agreement.RecordEntry;
import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** One operator's process: the machine, its timers, its computations and its disk. */
final class SimulatedNode {
  private final Simulation simulation;
  private final int member;
  private final Adversary adversary;

  /** What synced writes leave behind, by (height, kind, round); a diskless node loses it. */
  private final Map<List<Object>, RecordEntry> disk = new LinkedHashMap<>();

  private final Set<Bytes> everRecorded = new HashSet<>();
  private final Set<Long> opened = new TreeSet<>();
  private final Set<Long> signed = new HashSet<>();

  /** Heights this life works on or answers for; what is signed stays shut after a restart. */
  private final Set<Long> openNow = new HashSet<>();

  private final Set<Digest> seen = new HashSet<>();
  private final Map<TimerKey, Long> timers = new HashMap<>();
  private final List<Lived> journal = new ArrayList<>();
  private AgreementMachine machine;
  private boolean alive = true;
  private int life;
  private long timerSequence;
  private int effectsLeft = Integer.MAX_VALUE;

  /** What this life's machine was told and said. */
  private record Lived(long nowMs, Event event, List<Effect> effects) {}

  SimulatedNode(Simulation simulation, int member) {
    this.simulation = simulation;
    this.member = member;
    this.adversary = new Adversary(simulation, member);
    this.machine = freshMachine();
  }

  int member() {
    return member;
  }

  boolean isAlive() {
    return alive;
  }

  int signedHeights() {
    return signed.size();
  }

  int bufferedMessages() {
    return machine.bufferedMessages();
  }

  boolean firstTime(Digest messageId) {
    return seen.add(messageId);
  }

  void open(long height) {
    opened.add(height);
    if (alive) {
      openNow.add(height);
      on(new Event.HeightOpened(height, recorded(height)));
    }
  }

  void receive(WireMessage message) {
    adversary.hears(message);
    simulation.invariants.delivered(member, message);
    on(new Event.Received(message));
  }

  /** The process will be killed after some more effects. */
  void dieAfter(int effects) {
    effectsLeft = effects;
  }

  void restart() {
    if (effectsLeft != Integer.MAX_VALUE && alive) {
      die(); // Nothing happened since; it dies now.
    }
    if (alive) {
      return;
    }
    alive = true;
    effectsLeft = Integer.MAX_VALUE;
    machine = freshMachine();
    seen.clear();
    simulation.invariants.restarted(member);
    for (long height : opened) {
      if (!signed.contains(height)) {
        openNow.add(height);
        on(new Event.HeightOpened(height, recorded(height)));
      }
    }
  }

  /** Whether exactly this own message was synced to disk at some time. */
  boolean hasRecorded(WireMessage message) {
    return everRecorded.contains(Bytes.of(simulation.codec().encode(message.withResend(0))));
  }

  /** Whether a line of this kind for this digest was synced. */
  boolean hasRecorded(RecordEntry.Kind kind, long height, int round, Digest digest) {
    RecordEntry entry = disk.get(List.of(height, kind, round));
    return entry != null && entry.digest().equals(digest);
  }

  /** Whether its archive holds a height that it no longer talks about. */
  boolean archivedOnly(long height) {
    return alive && signed.contains(height) && !openNow.contains(height);
  }

  /** Fetches from archives what nobody talks about any more, as a node does that fell behind. */
  void catchUp() {
    for (long height : opened) {
      if (alive
          && !signed.contains(height)
          && simulation.nodes.stream().anyMatch(peer -> peer.archivedOnly(height))) {
        signed.add(height);
        on(new Event.HeightClosed(height));
      }
    }
  }

  /** I14: the same events make a fresh machine say the same. */
  void replay() {
    AgreementMachine again = freshMachine();
    for (Lived step : journal) {
      Violation.unless(
          again.on(step.event, step.nowMs).equals(step.effects),
          "I14",
          "member %d says something else in a replay of %s",
          member,
          step.event);
    }
  }

  private void die() {
    alive = false;
    life++;
    timers.clear();
    journal.clear();
    openNow.clear();
    effectsLeft = Integer.MAX_VALUE;
    if (simulation.faults.adversaries().get(member) == Strategy.DISKLESS) {
      disk.clear();
    }
  }

  private List<RecordEntry> recorded(long height) {
    return disk.values().stream().filter(entry -> entry.height() == height).toList();
  }

  private AgreementMachine freshMachine() {
    return new AgreementMachine(
        simulation.keys.verifier(),
        member,
        simulation.keys.signers().get(member),
        simulation.keys.shares().get(member),
        new SplittableRandom((simulation.seed * 64 + member) * 1_000_003 + life)::nextBytes,
        Simulation.PARAMETERS);
  }

  private void on(Event event) {
    List<Effect> effects = machine.on(event, simulation.nowMs());
    if (Math.floorMod(simulation.seed, (long) simulation.keys.committee().size()) == member) {
      journal.add(new Lived(simulation.nowMs(), event, effects));
    }
    if (simulation.isHonest(member)) {
      simulation.invariants.afterStep(member);
    }
    for (Effect effect : effects) {
      if (effectsLeft-- <= 0) {
        die();
        return;
      }
      carryOut(effect);
    }
  }

  private void later(long delayMs, Event event) {
    int born = life;
    simulation.later(
        delayMs,
        () -> {
          if (alive && life == born) {
            on(event);
          }
        });
  }

  private void carryOut(Effect effect) {
    simulation.observe(member, effect);
    switch (effect) {
      case Effect.Persist(var entry) -> {
        disk.put(List.of(entry.height(), entry.kind(), entry.round()), entry);
        everRecorded.add(entry.bytes());
      }
      case Effect.Broadcast(var message) -> adversary.send(message);
      case Effect.RequestObservation(var height, var round) -> {
        int number = simulation.random.nextInt(1 << 20);
        if (!simulation.stalls()) {
          later(
              1 + simulation.random.nextInt(20),
              new Event.ObservationReady(height, round, SumReports.body(height, round, number)));
        }
      }
      case Effect.Compute c -> compute(c);
      case Effect.SetTimer(var timer, var delayMs) -> setTimer(timer, delayMs);
      case Effect.CancelTimer(var timer) -> timers.remove(timer);
      case Effect.Signed s -> signed.add(s.height());
      case Effect.RoundEntered _,
          Effect.Decided _,
          Effect.DigestMismatch _,
          Effect.RecordBehind _,
          Effect.Evidence _,
          Effect.Rejected _ -> {}
    }
  }

  private void compute(Effect.Compute c) {
    Bytes report = SumReports.report(c.height(), c.observations());
    boolean fails = simulation.faults.cannotCompute().contains(member) || simulation.stalls();
    Event answer =
        fails
            ? new Event.ComputeFailed(c.height(), c.round(), c.observationsHash(), "no endpoint")
            : new Event.Computed(
                c.height(), c.round(), c.observationsHash(), SumReports.digest(report), report);
    int hang = simulation.stalls() ? 3_000 : 0;
    later(1 + hang + simulation.random.nextInt(30), answer);
  }

  private void setTimer(TimerKey timer, long delayMs) {
    long set = timerSequence++;
    int born = life;
    timers.put(timer, set);
    int rate = simulation.faults.clockPercent().getOrDefault(member, 100);
    simulation.later(
        Math.max(1, delayMs * rate / 100),
        () -> {
          Long current = timers.get(timer);
          if (alive && life == born && current != null && current == set) {
            timers.remove(timer);
            on(new Event.TimerExpired(timer));
          }
        });
  }
}
