package io.loadline.consensus.simulation;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.agreement.Effect;
import io.loadline.consensus.message.SessionNonces;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.WireMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What honest members may do with their key shares: I10, I11 and I12. */
final class SigningInvariants {
  private final Simulation simulation;
  private final Map<Long, Digest> decided;
  private final Map<Session, SignRequest> requests = new HashMap<>();
  private final Map<Pair, Bytes> shareByNonces = new HashMap<>();

  private record Session(
      int member, int coordinator, long height, int round, int attempt, int session) {}

  private record Pair(int member, Bytes nonces) {}

  SigningInvariants(Simulation simulation, Map<Long, Digest> decided) {
    this.simulation = simulation;
    this.decided = decided;
  }

  void delivered(int member, WireMessage message) {
    if (message instanceof SignRequest r) {
      requests.put(
          new Session(member, r.sender(), r.height(), r.round(), r.attempt(), r.session()), r);
    }
  }

  void sends(int member, SigningMessage message) {
    if (message instanceof SignRequest request) {
      delivered(member, request); // A coordinator that signs itself has no other way to hear it.
      int n = simulation.nodes.size();
      Violation.unless(
          request.session() <= n - (2 * n + 2) / 3,
          "I12",
          "%d coordinates session %d",
          member,
          request.session());
    } else if (message instanceof SignShare share) {
      share(member, share);
    }
  }

  /** The signature is the group's, over the digest of the report it comes with. */
  void signed(Effect.Signed s) {
    Violation.unless(
        s.signature().verify(simulation.keys.shares().getFirst().groupKey(), s.digest().bytes())
            && SumReports.digest(s.report()).equals(s.digest())
            && s.certificate().signatures().size() >= simulation.keys.committee().quorum(),
        "I11",
        "height %d is not signed for its report",
        s.height());
  }

  private void share(int member, SignShare share) {
    Violation.unless(
        Objects.equals(share.digest(), decided.get(share.height())),
        "I11",
        "%d signs %s at height %d, which is not decided",
        member,
        share.digest(),
        share.height());
    SignRequest request =
        requests.get(
            new Session(
                member,
                share.coordinator(),
                share.height(),
                share.round(),
                share.attempt(),
                share.session()));
    if (request == null) {
      return; // The coordinator is a liar that showed this member another session number.
    }
    for (SessionNonces signer : request.signers()) {
      if (signer.member() == member) {
        Bytes before = shareByNonces.putIfAbsent(new Pair(member, signer.nonces()), share.share());
        Violation.unless(
            before == null || before.equals(share.share()),
            "I10",
            "%d used a pair of nonces twice at height %d",
            member,
            share.height());
      }
    }
  }
}
