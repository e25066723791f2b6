package io.loadline.consensus.ceremony;

import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.Rejection;
import java.util.ArrayList;
import java.util.List;

/** Collects effects; signs own messages and has them on disk before they leave. */
final class Outbox {
  private final CeremonySignatures signatures;
  private final IdentitySigner signer;
  private final CeremonyState state;
  private final List<CeremonyEffect> effects = new ArrayList<>();
  private int resends;

  Outbox(CeremonyPlan plan, IdentitySigner signer, CeremonyState state) {
    this.signatures = new CeremonySignatures(plan);
    this.signer = signer;
    this.state = state;
  }

  /** The effects since the last call. */
  List<CeremonyEffect> drain() {
    List<CeremonyEffect> drained = List.copyOf(effects);
    effects.clear();
    return drained;
  }

  void add(CeremonyEffect effect) {
    effects.add(effect);
  }

  /** Signs a message that is said once in a session, and keeps it. */
  SignedMessage keep(CeremonyMessage message) {
    SignedMessage signed = signatures.sign(state.self, message, signer);
    state.store.add(signed);
    return signed;
  }

  /** Writes the state as it is now. */
  void persist() {
    add(new CeremonyEffect.Persist(state.encode()));
  }

  /** Counts a round of repetitions. */
  void tick() {
    resends++;
  }

  int resends() {
    return resends;
  }

  /** Says an own message that was kept, if there is one. */
  void broadcastOwn(MessageKind kind) {
    SignedMessage own = state.own(kind);
    if (own != null) {
      add(new CeremonyEffect.Broadcast(own, resends));
    }
  }

  /** Sends somebody's message to one participant. */
  void forward(int participant, SignedMessage message) {
    add(new CeremonyEffect.Send(participant, message, resends));
  }

  /** Signs a passing message and sends it to some participants. */
  void send(List<Integer> participants, CeremonyMessage message) {
    if (!participants.isEmpty()) {
      SignedMessage signed = signatures.sign(state.self, message, signer);
      participants.forEach(participant -> forward(participant, signed));
    }
  }

  void setTimer(CeremonyTimer timer, long atMs) {
    add(new CeremonyEffect.SetTimer(timer, atMs));
  }

  void reject(int participant, Rejection reason) {
    add(new CeremonyEffect.Rejected(participant, reason));
  }
}
