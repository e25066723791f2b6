package io.loadline.consensus.simulation;

import io.loadline.consensus.Digest;
import io.loadline.consensus.agreement.RecordEntry;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PreparedValue;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.RoundChangeVote;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.Vote;
import io.loadline.consensus.message.VoteKind;
import io.loadline.consensus.message.WireMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What honest members may vote, held against what honest members did vote, not against what a
 * message claims: I3, I4 and I5.
 */
final class VoteInvariants {
  private final Simulation simulation;
  private final int needed;
  private final Map<VoteSlot, Digest> said = new HashMap<>();
  private final Map<Value, Set<Integer>> prepared = new HashMap<>();
  private final Map<Value, Set<Integer>> committed = new HashMap<>();
  private final Map<Round, Set<Integer>> changed = new HashMap<>();
  private final Map<Long, Value> locked = new HashMap<>();

  private record VoteSlot(VoteKind kind, int member, long height, int round) {}

  private record Value(long height, int round, Digest digest) {}

  private record Round(long height, int round) {}

  VoteInvariants(Simulation simulation) {
    this.simulation = simulation;
    // A quorum, all the liars in it: by the formula, whatever the code under test thinks.
    int n = simulation.keys.committee().size();
    this.needed = (2 * n + 2) / 3 - simulation.faults.adversaries().size();
  }

  /** What is on disk counts as said: a node that dies before it sends says it when it returns. */
  void recorded(int member, RecordEntry entry) {
    if (entry.kind() == RecordEntry.Kind.PREPARE) {
      prepared
          .computeIfAbsent(
              new Value(entry.height(), entry.round(), entry.digest()), _ -> new HashSet<>())
          .add(member);
    } else if (entry.kind() == RecordEntry.Kind.ROUND_CHANGE) {
      changed
          .computeIfAbsent(new Round(entry.height(), entry.round()), _ -> new HashSet<>())
          .add(member);
    }
  }

  void observation(SignedObservation message) {
    once(message.vote());
    recorded(message, message.vote());
  }

  void proposal(Proposal message) {
    once(message.vote());
    recorded(message, message.vote());
    Justification justification = message.justification();
    if (justification != null && justification.prepared() != null) {
      claim(message.vote().member(), message.height(), justification.prepared().value());
    }
  }

  void roundChange(RoundChange message) {
    RoundChangeVote vote = message.vote();
    once(vote);
    recorded(message, vote);
    PreparedValue lock = vote.prepared();
    if (lock != null) {
      claim(vote.member(), vote.height(), lock);
    }
  }

  void prepare(Prepare message) {
    var vote = message.vote();
    once(vote);
    recorded(message, vote);
    Value value = new Value(vote.height(), vote.round(), vote.digest());
    if (vote.round() > 0) {
      Violation.unless(
          count(changed, new Round(vote.height(), vote.round())) >= needed,
          "I5",
          "%d prepares %s, but too few asked for that round",
          vote.member(),
          value);
    }
    Value lock = locked.get(vote.height());
    Violation.unless(
        lock == null || lock.round >= vote.round() || lock.digest.equals(vote.digest()),
        "I5",
        "%d prepares %s although %s is locked",
        vote.member(),
        value,
        lock);
  }

  void commit(Commit message) {
    var vote = message.vote();
    once(vote);
    Violation.unless(
        simulation
            .nodes
            .get(vote.member())
            .hasRecorded(RecordEntry.Kind.COMMIT, vote.height(), vote.round(), vote.digest()),
        "I3",
        "%d sends a COMMIT that is not on disk",
        vote.member());
    Value value = new Value(vote.height(), vote.round(), vote.digest());
    Violation.unless(
        count(prepared, value) >= needed,
        "I5",
        "%d commits to %s, which too few prepared",
        vote.member(),
        value);
    committed.computeIfAbsent(value, _ -> new HashSet<>()).add(vote.member());
    if (count(committed, value) >= needed) {
      locked.merge(vote.height(), value, (a, b) -> a.round <= b.round ? a : b);
    }
  }

  /** A lock that an honest member shows was prepared by a quorum. */
  private void claim(int member, long height, PreparedValue lock) {
    Value value = new Value(height, lock.round(), lock.digest());
    Violation.unless(
        count(prepared, value) >= needed,
        "I5",
        "%d shows %s as locked, which too few prepared",
        member,
        value);
  }

  private static <K> int count(Map<K, Set<Integer>> votes, K value) {
    return votes.getOrDefault(value, Set.of()).size();
  }

  private void recorded(WireMessage message, Vote vote) {
    Violation.unless(
        simulation.nodes.get(vote.member()).hasRecorded(message),
        "I3",
        "%d sends a %s that is not on disk",
        vote.member(),
        vote.kind());
  }

  private void once(Vote vote) {
    Digest struct = vote.structHash(simulation.keys.committee().digest());
    VoteSlot slot = new VoteSlot(vote.kind(), vote.member(), vote.height(), vote.round());
    Digest before = said.putIfAbsent(slot, struct);
    Violation.unless(before == null || before.equals(struct), "I4", "two votes in %s", slot);
  }
}
