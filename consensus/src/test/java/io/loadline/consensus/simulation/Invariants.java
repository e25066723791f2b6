package io.loadline.consensus.simulation;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.WireMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What must hold at every step, whatever the faulty members do: I1, I2, I6 to I9 and I13 here, the
 * rest in {@link VoteInvariants} and {@link SigningInvariants}; I14 is each node's own replay. Only
 * honest members are watched.
 */
final class Invariants {
  /** Messages of one member at one height; the longest waits of a run send fewer. */
  private static final int MESSAGES = 20_000;

  private final Simulation simulation;
  private final VoteInvariants votes;
  private final SigningInvariants signing;
  private final Map<Long, Digest> decided = new TreeMap<>();
  private final Map<Long, Set<Digest>> computed = new HashMap<>();
  private final Map<Slot, Integer> rounds = new HashMap<>();
  private final Map<Slot, Integer> sent = new HashMap<>();
  private final Map<Slot, Integer> finished = new HashMap<>();
  private long onChain;
  int evidence;
  int highestRound;
  int incomplete;

  /** A member at a height. */
  record Slot(int member, long height) {}

  Invariants(Simulation simulation) {
    this.simulation = simulation;
    this.votes = new VoteInvariants(simulation);
    this.signing = new SigningInvariants(simulation, decided);
  }

  @Override
  public String toString() {
    return "decided " + decided.keySet() + ", signed " + finished + ", rounds " + rounds;
  }

  /** Monotone rounds start anew with a process's life, but never below what it signed. */
  void restarted(int member) {
    rounds.keySet().removeIf(slot -> slot.member == member);
  }

  void delivered(int member, WireMessage message) {
    signing.delivered(member, message);
  }

  /** I8: memory is bounded whatever peers send. */
  void afterStep(int member) {
    int n = simulation.nodes.size();
    int bound = (int) simulation.heights * n * 40 + 2 * (n + 1) * 6;
    int held = simulation.nodes.get(member).bufferedMessages();
    Violation.unless(held <= bound, "I8", "%d holds %d messages", member, held);
  }

  void observe(int member, Effect effect) {
    if (!simulation.isHonest(member)) {
      return;
    }
    switch (effect) {
      case Effect.Broadcast(var message) -> sends(member, message);
      case Effect.Decided d -> {
        agree(d.height(), d.digest(), "decided by", member);
        Violation.unless(
            computed.getOrDefault(d.height(), Set.of()).contains(d.digest()),
            "I2",
            "height %d is decided as %s, which no honest member computed",
            d.height(),
            d.digest());
      }
      case Effect.Signed s -> signed(member, s);
      case Effect.Compute c ->
          computed
              .computeIfAbsent(c.height(), _ -> new HashSet<>())
              .add(SumReports.digest(SumReports.report(c.height(), c.observations())));
      case Effect.RoundEntered(var height, var round) -> {
        Integer before = rounds.put(new Slot(member, height), round);
        highestRound = Math.max(highestRound, round);
        Violation.unless(
            before == null || before < round,
            "I7",
            "%d goes from round %d to %d at height %d",
            member,
            before,
            round,
            height);
      }
      case Effect.Evidence(var pair) -> {
        evidence++;
        Violation.unless(
            !simulation.isHonest(pair.member()),
            "I9",
            "evidence against honest %d: %s",
            pair.member(),
            pair);
      }
      case Effect.Rejected r ->
          Violation.unless(
              !(r.reason() instanceof Rejection.Fault)
                  || r.member() < 0
                  || !simulation.isHonest(r.member()),
              "I9",
              "%d blames honest %d for %s",
              member,
              r.member(),
              r.reason());
      case Effect.Persist(var entry) -> votes.recorded(member, entry);
      case Effect.RequestObservation _,
          Effect.SetTimer _,
          Effect.CancelTimer _,
          Effect.DigestMismatch _,
          Effect.RecordBehind _ -> {}
    }
  }

  private void signed(int member, Effect.Signed s) {
    agree(s.height(), s.digest(), "signed by", member);
    signing.signed(s);
    if (s.complete()) {
      Violation.unless(
          SumReports.report(s.height(), s.observations()).equals(s.report()),
          "I2",
          "the observations kept for height %d do not lead to its report",
          s.height());
    } else {
      incomplete++;
    }
    int times = finished.merge(new Slot(member, s.height()), 1, Integer::sum);
    Violation.unless(times == 1, "I6", "%d signs height %d again", member, s.height());
    if (s.height() > onChain) {
      onChain = s.height(); // A contract takes rising heights, so it saw what was agreed here.
    }
    Violation.unless(onChain <= simulation.heights, "I13", "height %d was never opened", onChain);
  }

  private void agree(long height, Digest digest, String how, int member) {
    Digest before = decided.putIfAbsent(height, digest);
    Violation.unless(
        before == null || before.equals(digest),
        "I1",
        "height %d is %s for some, but %s %d as %s",
        height,
        before,
        how,
        member,
        digest);
  }

  private void sends(int member, WireMessage message) {
    int times = sent.merge(new Slot(member, message.height()), 1, Integer::sum);
    Violation.unless(times < MESSAGES, "I8", "%d said %d messages of one height", member, times);
    switch (message) {
      case SignedObservation m when m.vote().member() == member -> votes.observation(m);
      case SignedObservation _ -> {} // Repeated for someone who fetches it.
      case Proposal m -> votes.proposal(m);
      case Prepare m -> votes.prepare(m);
      case Commit m -> votes.commit(m);
      case RoundChange m -> votes.roundChange(m);
      case SigningMessage m -> signing.sends(member, m);
      case Decided m -> agree(m.height(), m.certificate().digest(), "shown by", member);
      case SignedReport m -> agree(m.height(), m.digest(), "reported by", member);
    }
  }
}
