package io.loadline.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SessionNonces;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.Vote;
import io.loadline.consensus.message.WireMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must hold at every step, whatever the faulty members do. Only honest ones are watched. */
final class Invariants {
  private final Simulation simulation;
  private final Map<Long, Digest> decided = new TreeMap<>();
  private final Map<Long, Set<Digest>> computed = new HashMap<>();
  private final Map<String, Digest> votes = new HashMap<>();
  private final Map<String, Integer> rounds = new HashMap<>();
  private final Map<String, Bytes> shareByNonces = new HashMap<>();
  private final Map<String, SignRequest> requests = new HashMap<>();
  private final Map<Long, Integer> sent = new HashMap<>();
  private final Map<String, Integer> finished = new TreeMap<>();
  int evidence;
  int highestRound;
  int incomplete;

  Invariants(Simulation simulation) {
    this.simulation = simulation;
  }

  String progress() {
    return "decided " + decided.keySet() + ", signed " + finished + ", rounds " + rounds;
  }

  /** Monotone rounds start anew with a process's life, but never below what it signed. */
  void restarted(int member) {
    rounds.keySet().removeIf(key -> key.startsWith(member + " "));
  }

  void delivered(int member, WireMessage message) {
    if (message instanceof SignRequest request) {
      requests.put(
          member + " " + request.sender() + sessionOf(request, request.session()), request);
    }
  }

  void afterStep() {
    int n = simulation.nodes.size();
    int bound = (int) simulation.heights * n * 40 + 2 * (n + 1) * 6;
    for (SimulatedNode node : simulation.nodes) {
      if (simulation.isHonest(node.member())) {
        assertThat(node.bufferedMessages())
            .as("%s: I8 memory of %d", simulation.name, node.member())
            .isLessThanOrEqualTo(bound);
      }
    }
  }

  void observe(int member, Effect effect) {
    if (!simulation.isHonest(member)) {
      return;
    }
    switch (effect) {
      case Effect.Broadcast(var message) -> sends(member, message);
      case Effect.Decided d -> {
        agree(d.height(), d.digest(), "decided by " + member);
        assertThat(computed.getOrDefault(d.height(), Set.of()))
            .as("%s: I2 decided digest was computed by an honest member", simulation.name)
            .contains(d.digest());
      }
      case Effect.Signed s -> signed(member, s);
      case Effect.Compute c ->
          computed
              .computeIfAbsent(c.height(), _ -> new HashSet<>())
              .add(SumReports.digest(SumReports.report(c.height(), c.observations())));
      case Effect.RoundEntered(var height, var round) -> {
        Integer before = rounds.put(member + " " + height, round);
        highestRound = Math.max(highestRound, round);
        assertThat(before == null ? -1 : before)
            .as("%s: I7 rounds of %d at height %d rise", simulation.name, member, height)
            .isLessThan(round);
      }
      case Effect.Evidence(var pair) -> {
        evidence++;
        assertThat(simulation.isHonest(pair.member()))
            .as("%s: I9 evidence against honest %d: %s", simulation.name, pair.member(), pair)
            .isFalse();
      }
      case Effect.Rejected r -> {
        if (r.reason() instanceof Rejection.Fault fault && r.member() >= 0) {
          assertThat(simulation.isHonest(r.member()))
              .as("%s: %d blames honest %d for %s", simulation.name, member, r.member(), fault)
              .isFalse();
        }
      }
      case Effect.Persist _,
          Effect.RequestObservation _,
          Effect.SetTimer _,
          Effect.CancelTimer _,
          Effect.DigestMismatch _ -> {}
    }
  }

  private void signed(int member, Effect.Signed s) {
    agree(s.height(), s.digest(), "signed by " + member);
    assertThat(
            s.signature()
                .verify(simulation.keys.shares().getFirst().groupKey(), s.digest().bytes()))
        .as("%s: group signature at %d", simulation.name, s.height())
        .isTrue();
    assertThat(SumReports.digest(s.report())).isEqualTo(s.digest());
    assertThat(s.certificate().signatures().size())
        .isGreaterThanOrEqualTo(simulation.keys.committee().quorum());
    if (s.complete()) {
      assertThat(SumReports.report(s.height(), s.observations()))
          .as("%s: I2 the bundle's observations lead to its digest", simulation.name)
          .isEqualTo(s.report());
    } else {
      incomplete++;
    }
    assertThat(finished.merge(member + "@" + s.height(), 1, Integer::sum))
        .as("%s: %d signs height %d once", simulation.name, member, s.height())
        .isEqualTo(1);
  }

  private void agree(long height, Digest digest, String who) {
    Digest before = decided.putIfAbsent(height, digest);
    if (before != null) {
      assertThat(digest).as("%s: I1 height %d %s", simulation.name, height, who).isEqualTo(before);
    }
  }

  private void sends(int member, WireMessage message) {
    assertThat(simulation.codec().encode(message).length).isLessThanOrEqualTo(60 * 1024);
    assertThat(sent.merge(message.height() * 100 + member, 1, Integer::sum))
        .as("%s: I8 messages of %d at height %d", simulation.name, member, message.height())
        .isLessThan(20_000);
    switch (message) {
      case SignedObservation m when m.vote().member() == member -> recorded(member, m, m.vote());
      case SignedObservation _ -> {} // Repeated for someone who fetches it.
      case Proposal m -> recorded(member, m, m.vote());
      case Prepare m -> recorded(member, m, m.vote());
      case Commit m -> votes(member, m.vote());
      case RoundChange m -> recorded(member, m, m.vote());
      case SignRequest m ->
          assertThat(m.session())
              .as("%s: I12 sessions of %d", simulation.name, member)
              .isLessThanOrEqualTo(
                  simulation.keys.committee().size() - simulation.keys.committee().quorum());
      case SignShare m -> shares(member, m);
      case SigningMessage _ -> {}
      case Decided m -> agree(m.height(), m.certificate().digest(), "shown by " + member);
      case SignedReport m -> agree(m.height(), m.digest(), "reported by " + member);
    }
  }

  private void recorded(int member, WireMessage message, Vote vote) {
    votes(member, vote);
    assertThat(simulation.nodes.get(member).hasRecorded(message))
        .as("%s: %s of %d is on disk before it is sent", simulation.name, vote.kind(), member)
        .isTrue();
  }

  private void votes(int member, Vote vote) {
    assertThat(vote.member()).isEqualTo(member);
    Digest struct = vote.structHash(simulation.keys.committee().digest());
    Digest before =
        votes.putIfAbsent(
            member + " " + vote.kind() + " " + vote.height() + " " + vote.round(), struct);
    if (before != null) {
      assertThat(struct)
          .as("%s: I3, I4 one %s of %d per round", simulation.name, vote.kind(), member)
          .isEqualTo(before);
    }
  }

  /** I10 and I11: a pair of nonces makes one share, and only for what is decided. */
  private void shares(int member, SignShare share) {
    assertThat(share.digest())
        .as("%s: I11 %d signs what is decided", simulation.name, member)
        .isEqualTo(decided.get(share.height()));
    SignRequest request =
        requests.get(member + " " + share.coordinator() + sessionOf(share, share.session()));
    if (request == null) {
      return; // Its own request, or the coordinator showed this member another session number.
    }
    for (SessionNonces signer : request.signers()) {
      if (signer.member() == member) {
        Bytes before = shareByNonces.putIfAbsent(member + " " + signer.nonces(), share.share());
        if (before != null) {
          assertThat(share.share())
              .as("%s: I10 a pair of %d is used once", simulation.name, member)
              .isEqualTo(before);
        }
      }
    }
  }

  private static String sessionOf(SigningMessage message, int session) {
    int attempt =
        switch (message) {
          case SignRequest m -> m.attempt();
          case SignShare m -> m.attempt();
          case SigningMessage _ -> -1;
        };
    return " " + message.height() + " " + message.round() + " " + attempt + " " + session;
  }
}
