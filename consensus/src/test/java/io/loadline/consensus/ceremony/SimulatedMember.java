package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.frost.KeyShare;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One participant's process: machine, timers, disk; and its lies, if it is a liar. */
final class SimulatedMember {
  private final CeremonySimulation simulation;
  private final int self;
  private final LocalIdentitySigner signer;
  private final @Nullable KeyShare held;
  private final SplittableRandom random;
  private final Liar liar;
  private final Map<CeremonyTimer, Long> timers = new EnumMap<>(CeremonyTimer.class);
  private final List<CeremonyFaults.Crash> crashes;
  private final Map<MessageKind, Digest> said = new HashMap<>();
  private @Nullable SecretBytes disk;
  private @Nullable KeyShare shareOnDisk;
  private @Nullable CeremonyResult result;
  private CeremonyEffect.@Nullable Aborted aborted;
  private CeremonyMachine machine;
  private boolean alive = true;
  private int life;
  private int effectsInPhase;
  private Phase lastPhase = Phase.NEW;
  int restarts;
  int deletions;

  SimulatedMember(
      CeremonySimulation simulation,
      int self,
      LocalIdentitySigner signer,
      @Nullable KeyShare held) {
    this.simulation = simulation;
    this.self = self;
    this.signer = signer;
    this.held = held;
    this.random = new SplittableRandom(simulation.random.nextLong());
    this.liar = new Liar(simulation, self, signer, simulation.faults.liars().get(self));
    this.crashes =
        new ArrayList<>(
            simulation.faults.crashes().stream().filter(c -> c.participant() == self).toList());
    this.machine = fresh();
  }

  int self() {
    return self;
  }

  boolean isAlive() {
    return alive;
  }

  boolean isOver() {
    return result != null || aborted != null;
  }

  Optional<CeremonyResult> result() {
    return Optional.ofNullable(result);
  }

  Optional<CeremonyEffect.Aborted> aborted() {
    return Optional.ofNullable(aborted);
  }

  Optional<KeyShare> share() {
    return Optional.ofNullable(shareOnDisk);
  }

  CeremonyMachine machine() {
    return machine;
  }

  String describe() {
    return machine.phase() + (alive ? "" : "(down)");
  }

  void start() {
    on(new CeremonyEvent.Started());
  }

  void receive(SignedMessage message) {
    on(new CeremonyEvent.Received(message));
  }

  boolean holds(Stage stage, int holder, Bytes view) {
    return alive && machine.holds(stage, holder, view);
  }

  Optional<Digest> evaluate(Stage stage, List<Bytes> views) {
    return alive && machine.evaluate(stage, views) instanceof Evaluation.Leads(var digest)
        ? Optional.of(digest)
        : Optional.empty();
  }

  void on(CeremonyEvent event) {
    if (!alive) {
      return;
    }
    for (CeremonyEffect effect : machine.on(event, simulation.nowMs())) {
      if (diesNow()) {
        return;
      }
      carryOut(effect);
    }
    simulation.agreement().moved(self);
  }

  /** Crashes count effects from the moment the machine is in the phase. */
  private boolean diesNow() {
    if (machine.phase() != lastPhase) {
      lastPhase = machine.phase();
      effectsInPhase = 0;
    }
    for (CeremonyFaults.Crash crash : crashes) {
      if (crash.phase() == lastPhase && effectsInPhase >= crash.effects()) {
        crashes.remove(crash);
        alive = false;
        life++;
        timers.clear();
        simulation.later(crash.backAfterMs(), this::restart);
        return true;
      }
    }
    effectsInPhase++;
    return false;
  }

  private void restart() {
    alive = true;
    restarts++;
    SecretBytes stored = disk;
    machine =
        stored == null
            ? fresh()
            : CeremonyMachine.resume(
                    simulation.plan, CeremonySimulation.TIMES, signer, random::nextBytes, stored)
                .orElseThrow();
    lastPhase = Phase.NEW;
    on(new CeremonyEvent.Started());
    simulation.agreement().tell(this);
  }

  private CeremonyMachine fresh() {
    return CeremonyMachine.begin(
        simulation.plan, CeremonySimulation.TIMES, signer, held, random::nextBytes);
  }

  private void carryOut(CeremonyEffect effect) {
    switch (effect) {
      case CeremonyEffect.Persist(var state) -> disk = state;
      case CeremonyEffect.PersistShare(var share, _) -> {
        int born = life;
        simulation.later(
            5 + random.nextInt(50),
            () -> {
              if (alive && life == born) {
                shareOnDisk = share;
                on(new CeremonyEvent.ShareStored());
              }
            });
      }
      case CeremonyEffect.Broadcast(var message, var resend) -> {
        record(message);
        liar.broadcast(message, resend, machine);
      }
      case CeremonyEffect.Send(var to, var message, var resend) -> liar.send(to, message, resend);
      case CeremonyEffect.Decide(var stage, var view) -> liar.decide(stage, view);
      case CeremonyEffect.SetTimer(var timer, var atMs) -> setTimer(timer, atMs);
      case CeremonyEffect.CancelTimer(var timer) -> timers.remove(timer);
      case CeremonyEffect.Completed(var made) -> {
        assertThat(result == null || restarts > 0).as("%s: said once", simulation.name).isTrue();
        result = made;
      }
      case CeremonyEffect.Aborted ended -> aborted = ended;
      case CeremonyEffect.DeleteOldShare _ -> deletions++;
      case CeremonyEffect.DiscardShare() -> shareOnDisk = null;
      case CeremonyEffect.Overdue _, CeremonyEffect.Rejected _ -> {}
    }
  }

  /** Over all lives of the process: one content per kind, and a share on disk before its word. */
  private void record(SignedMessage message) {
    if (message.author() != self || message.message().kind() == MessageKind.COMPLETION) {
      return;
    }
    Digest before = said.putIfAbsent(message.message().kind(), message.content());
    assertThat(before == null || before.equals(message.content()))
        .as("%s: %d said one thing as %s", simulation.name, self, message.message().kind())
        .isTrue();
    if (message.message().kind() == MessageKind.CONFIRMATION) {
      assertThat(shareOnDisk)
          .as("%s: %d confirms a stored share", simulation.name, self)
          .isNotNull();
    }
  }

  private void setTimer(CeremonyTimer timer, long atMs) {
    int born = life;
    timers.put(timer, atMs);
    simulation.at(
        atMs,
        () -> {
          Long current = timers.get(timer);
          if (alive && life == born && current != null && current == atMs) {
            timers.remove(timer);
            on(new CeremonyEvent.TimerExpired(timer));
          }
        });
  }
}
