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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Set<Digest> seen = new HashSet<>();
  private final Map<TimerKey, Long> timers = new HashMap<>();
  private AgreementMachine machine;
  private boolean alive = true;
  private int life;
  private long timerSequence;
  private int effectsLeft = Integer.MAX_VALUE;

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
        on(new Event.HeightOpened(height, recorded(height)));
      }
    }
  }

  /** Whether exactly this own message was synced to disk at some time. */
  boolean hasRecorded(WireMessage message) {
    return everRecorded.contains(Bytes.of(simulation.codec().encode(message.withResend(0))));
  }

  private void die() {
    alive = false;
    life++;
    timers.clear();
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
        simulation.random::nextBytes,
        Simulation.PARAMETERS);
  }

  private void on(Event event) {
    for (Effect effect : machine.on(event, simulation.nowMs())) {
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
    simulation.invariants.observe(member, effect);
    switch (effect) {
      case Effect.Persist(var entry) -> {
        disk.put(List.of(entry.height(), entry.kind(), entry.round()), entry);
        everRecorded.add(entry.bytes());
      }
      case Effect.Broadcast(var message) -> adversary.send(message);
      case Effect.RequestObservation(var height, var round) ->
          later(
              1 + simulation.random.nextInt(20),
              new Event.ObservationReady(
                  height,
                  round,
                  SumReports.body(height, round, simulation.random.nextInt(1 << 20))));
      case Effect.Compute c -> compute(c);
      case Effect.SetTimer(var timer, var delayMs) -> setTimer(timer, delayMs);
      case Effect.CancelTimer(var timer) -> timers.remove(timer);
      case Effect.Signed s -> signed.add(s.height());
      case Effect.RoundEntered _,
          Effect.Decided _,
          Effect.DigestMismatch _,
          Effect.Evidence _,
          Effect.Rejected _ -> {}
    }
  }

  private void compute(Effect.Compute c) {
    Bytes report = SumReports.report(c.height(), c.observations());
    Event answer =
        simulation.faults.cannotCompute().contains(member)
            ? new Event.ComputeFailed(c.height(), c.round(), c.observationsHash(), "no endpoint")
            : new Event.Computed(
                c.height(), c.round(), c.observationsHash(), SumReports.digest(report), report);
    later(1 + simulation.random.nextInt(30), answer);
  }

  private void setTimer(TimerKey timer, long delayMs) {
    long set = timerSequence++;
    int born = life;
    timers.put(timer, set);
    simulation.later(
        delayMs,
        () -> {
          Long current = timers.get(timer);
          if (alive && life == born && current != null && current == set) {
            timers.remove(timer);
            on(new Event.TimerExpired(timer));
          }
        });
  }
}
