package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.agreement.AgreementParameters;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.agreement.MessageGate;
import io.loadline.consensus.agreement.MessageVerifier;
import io.loadline.consensus.agreement.RecordEntry;
import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.qbft.RoundTimes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The holders' agreement as a node runs it: signed votes through codec and gate, a signing record
 * that outlives the process, messages that are late or lost.
 */
final class QbftAgreement implements Agreement {
  private static final AgreementParameters TIMES =
      new AgreementParameters(new RoundTimes(1_500, 6_000), 400, 300, 2_000, 8);

  private final CeremonySimulation simulation;
  private final MessageVerifier verifier;
  private final MessageCodec codec;
  private final MessageGate gate;
  private final Map<Integer, Part> parts = new HashMap<>();
  private final Map<Integer, List<RecordEntry>> records = new HashMap<>();
  private final Map<Stage, List<Bytes>> decided = new EnumMap<>(Stage.class);
  int highestRound;

  /** One life of a holder's process. */
  private static final class Part {
    final CeremonyMachine machine;
    final HoldersAgreement agreement;
    final Map<TimerKey, Long> timers = new HashMap<>();

    Part(CeremonyMachine machine, HoldersAgreement agreement) {
      this.machine = machine;
      this.agreement = agreement;
    }
  }

  QbftAgreement(CeremonySimulation simulation) {
    this.simulation = simulation;
    this.verifier = HoldersAgreement.verifier(simulation.plan);
    this.codec = new MessageCodec(verifier.committee().digest());
    this.gate = new MessageGate(verifier);
  }

  Committee committee() {
    return verifier.committee();
  }

  @Override
  public void proposed(int holder, Stage stage, Bytes view) {
    drive(holder, agreement -> agreement.propose(stage, view, simulation.nowMs()));
  }

  @Override
  public void moved(int participant) {
    drive(participant, agreement -> agreement.advance(simulation.nowMs()));
  }

  /** Holders learn from their record and their peers; who only receives hears it by and by. */
  @Override
  public void tell(SimulatedMember member) {
    if (member.self() < simulation.plan.holders()) {
      moved(member.self());
    } else {
      decided.forEach((stage, list) -> member.on(new CeremonyEvent.Decided(stage, list)));
    }
  }

  private void drive(int holder, Function<HoldersAgreement, HoldersAgreement.Outcome> step) {
    if (holder >= simulation.plan.holders() || !simulation.members.get(holder).isAlive()) {
      return;
    }
    CeremonyMachine machine = simulation.members.get(holder).machine();
    Part known = parts.get(holder);
    Part part = known != null && known.machine == machine ? known : begin(holder, machine);
    carryOut(holder, part, step.apply(part.agreement));
  }

  private Part begin(int holder, CeremonyMachine machine) {
    var agreement =
        new HoldersAgreement(
            simulation.plan,
            machine,
            verifier,
            Operators.of(simulation.plan).get(holder),
            bytes -> simulation.random.nextBytes(bytes),
            TIMES,
            height -> record(holder).stream().filter(e -> e.height() == height).toList());
    Part part = new Part(machine, agreement);
    parts.put(holder, part);
    carryOut(holder, part, agreement.start(simulation.nowMs()));
    return part;
  }

  private List<RecordEntry> record(int holder) {
    return records.computeIfAbsent(holder, _ -> new ArrayList<>());
  }

  private void carryOut(int holder, Part part, HoldersAgreement.Outcome outcome) {
    outcome.effects().forEach(effect -> carryOut(holder, part, effect));
    for (CeremonyEvent.Decided event : outcome.decided()) {
      if (decided.putIfAbsent(event.stage(), event.views()) == null) {
        tellReceivers(event);
      }
      simulation.later(1, () -> simulation.members.get(holder).on(event));
    }
  }

  private void tellReceivers(CeremonyEvent.Decided event) {
    for (SimulatedMember member : simulation.members) {
      if (member.self() >= simulation.plan.holders()) {
        simulation.later(500, () -> member.on(event));
      }
    }
  }

  private void carryOut(int holder, Part part, Effect effect) {
    switch (effect) {
      case Effect.Persist(var entry) -> persist(holder, entry);
      case Effect.Broadcast(var message) -> send(holder, codec.encode(message));
      case Effect.SetTimer(var timer, var delayMs) -> {
        long atMs = simulation.nowMs() + delayMs;
        part.timers.put(timer, atMs);
        simulation.at(
            atMs,
            () -> {
              if (parts.get(holder) == part && part.timers.remove(timer, atMs)) {
                drive(holder, agreement -> agreement.timerExpired(timer, simulation.nowMs()));
              }
            });
      }
      case Effect.CancelTimer(var timer) -> part.timers.remove(timer);
      case Effect.RoundEntered(_, var round) -> highestRound = Math.max(highestRound, round);
      case Effect.DigestMismatch mismatch ->
          throw new AssertionError(simulation.name + ": " + mismatch);
      case Effect.RecordBehind _, Effect.Evidence _, Effect.Rejected _ -> {}
      case Effect.RequestObservation _, Effect.Compute _, Effect.Decided _, Effect.Signed _ ->
          throw new AssertionError("stays inside");
    }
  }

  /** Over all lives of the process: one message per slot. */
  private void persist(int holder, RecordEntry entry) {
    for (RecordEntry before : record(holder)) {
      if (before.kind() == entry.kind()
          && before.height() == entry.height()
          && before.round() == entry.round()) {
        assertThat(entry.digest())
            .as("%s: %d votes once as %s", simulation.name, holder, entry.kind())
            .isEqualTo(before.digest());
        return;
      }
    }
    record(holder).add(entry);
  }

  private void send(int from, byte[] bytes) {
    Lie lie = simulation.faults.liars().get(from);
    if (lie == Lie.SILENT || lie == Lie.SILENT_AFTER_ANNOUNCING) {
      return;
    }
    for (int to = 0; to < simulation.plan.holders(); to++) {
      int receiver = to;
      if (to != from && simulation.random.nextInt(100) >= simulation.faults.dropPercent()) {
        simulation.later(1 + simulation.random.nextInt(80), () -> deliver(receiver, bytes));
      }
    }
  }

  private void deliver(int to, byte[] bytes) {
    switch (gate.judge(bytes, new MessageGate.HeightWindow(1, HoldersAgreement.HIGHEST))) {
      case MessageGate.Verdict.Accept(var message) ->
          drive(to, agreement -> agreement.received(message, simulation.nowMs()));
      case MessageGate.Verdict.Ignore(var reason) ->
          throw new AssertionError(simulation.name + ": " + reason);
      case MessageGate.Verdict.Reject(var reason) ->
          throw new AssertionError(simulation.name + ": " + reason);
    }
  }
}
