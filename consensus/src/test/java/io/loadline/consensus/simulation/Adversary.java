package io.loadline.consensus.simulation;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.Eip712;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.NonceOffer;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.RoundChangeVote;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a member's machine and the network: nothing for an honest one, a liar with
 * the member's keys for a faulty one.
 */
final class Adversary {
  private final Simulation simulation;
  private final int member;
  private final @Nullable Strategy strategy;
  private final Eip712 domain;
  private final Digest committee;

  /** Observations heard, by "height round member", to build a second value from. */
  private final Map<String, ObservationVote> heard = new TreeMap<>();

  Adversary(Simulation simulation, int member) {
    this.simulation = simulation;
    this.member = member;
    this.strategy = simulation.faults.adversaries().get(member);
    this.domain = new Eip712(simulation.keys.committee());
    this.committee = simulation.keys.committee().digest();
  }

  void hears(WireMessage message) {
    if (message instanceof SignedObservation(var vote, _)) {
      heard.put(vote.height() + " " + vote.round() + " " + vote.member(), vote);
    }
    if (strategy == Strategy.DOUBLE_VOTER && message instanceof Proposal(var vote, _, _)) {
      voteFor(vote.height(), vote.round(), vote.digest());
    }
  }

  void send(WireMessage message) {
    if (strategy == null) {
      simulation.broadcast(member, message);
      return;
    }
    switch (strategy) {
      case SILENT -> {}
      case DISKLESS -> simulation.broadcast(member, message);
      case CENSOR -> toSome(message);
      case EQUIVOCATING_OBSERVER -> {
        if (message instanceof SignedObservation(var vote, var resend)) {
          Bytes other = SumReports.body(vote.height(), vote.round(), 7);
          Digest struct = ObservationVote.structHash(committee, vote.height(), vote.round(), other);
          split(
              message,
              new SignedObservation(
                  new ObservationVote(vote.height(), vote.round(), member, other, sign(struct)),
                  resend));
        } else {
          simulation.broadcast(member, message);
        }
      }
      case EQUIVOCATING_LEADER -> {
        if (message instanceof Proposal proposal) {
          split(proposal, other(proposal));
        } else {
          simulation.broadcast(member, message);
        }
      }
      case DOUBLE_VOTER -> {
        simulation.broadcast(member, message);
        if (message instanceof Prepare(var vote, _)) {
          voteFor(vote.height(), vote.round(), Keccak.hash(vote.digest().bytes()));
        } else if (message instanceof Commit commit) {
          toSome(commitTo(commit, Keccak.hash(commit.vote().digest().bytes())));
        }
      }
      case LOCK_WITHHOLDER ->
          simulation.broadcast(
              member, message instanceof RoundChange change ? withoutLock(change) : message);
      case STRIPPED_JUSTIFICATIONS ->
          simulation.broadcast(
              member, message instanceof Proposal proposal ? stripped(proposal) : message);
      case BAD_SHARES ->
          simulation.broadcast(
              member, message instanceof SignShare share ? broken(share) : message);
      case WITHHELD_SHARES -> {
        if (!(message instanceof SignShare)) {
          simulation.broadcast(member, message);
        }
      }
      case EQUIVOCATING_COORDINATOR -> {
        if (message instanceof SignRequest request) {
          split(
              request,
              signed(
                  new SignRequest(
                      request.height(),
                      request.round(),
                      request.digest(),
                      member,
                      request.attempt(),
                      request.session() + 1,
                      request.signers(),
                      request.signature(),
                      request.resend())));
        } else {
          simulation.broadcast(member, message);
        }
      }
      case HUGE_ROUNDS -> {
        simulation.broadcast(member, message);
        changeRound(message.height(), 1 + simulation.random.nextInt(100_000));
      }
    }
  }

  private void voteFor(long height, int round, Digest digest) {
    Digest prepare = PrepareVote.structHash(committee, height, round, digest);
    toSome(new Prepare(new PrepareVote(height, round, member, digest, sign(prepare)), 0));
  }

  private Commit commitTo(Commit commit, Digest digest) {
    CommitVote vote = commit.vote();
    Digest struct = CommitVote.structHash(committee, vote.height(), vote.round(), digest);
    NonceOffer offer = commit.nonces();
    NonceOffer moved =
        (NonceOffer)
            signed(
                new NonceOffer(
                    vote.height(),
                    vote.round(),
                    digest,
                    member,
                    offer.coordinator(),
                    0,
                    offer.nonces(),
                    offer.signature(),
                    0));
    return new Commit(
        new CommitVote(vote.height(), vote.round(), member, digest, sign(struct)), moved, 0);
  }

  /** Another value for the same slot: the same observations but one, if there are enough. */
  private Proposal other(Proposal proposal) {
    ProposalVote vote = proposal.vote();
    List<ObservationVote> bodies = new ArrayList<>();
    List<ObservationRef> refs = new ArrayList<>(vote.observations().refs());
    if (refs.size() > simulation.keys.committee().quorum()) {
      refs.removeLast();
    }
    for (var ref : refs) {
      ObservationVote body =
          heard.get(vote.height() + " " + vote.observations().round() + " " + ref.member());
      if (body != null) {
        bodies.add(body);
      }
    }
    ObservationList list = new ObservationList(vote.observations().round(), refs);
    Digest digest = SumReports.digest(SumReports.report(vote.height(), bodies));
    Digest struct =
        ProposalVote.structHash(committee, vote.height(), vote.round(), digest, list.hash());
    return new Proposal(
        new ProposalVote(vote.height(), vote.round(), member, digest, list, sign(struct)),
        proposal.justification(),
        proposal.resend());
  }

  /** A round change that forgets what this member committed to. */
  private RoundChange withoutLock(RoundChange change) {
    RoundChangeVote vote = change.vote();
    Digest struct = RoundChangeVote.structHash(committee, vote.height(), vote.round(), null);
    return new RoundChange(
        new RoundChangeVote(vote.height(), vote.round(), member, null, sign(struct)),
        null,
        change.resend());
  }

  private void changeRound(long height, int round) {
    Digest struct = RoundChangeVote.structHash(committee, height, round, null);
    simulation.broadcast(
        member,
        new RoundChange(new RoundChangeVote(height, round, member, null, sign(struct)), null, 0));
  }

  /** A quorum minus one is no justification. */
  private static Proposal stripped(Proposal proposal) {
    Justification justification = proposal.justification();
    if (justification == null) {
      return proposal;
    }
    List<RoundChangeVote> votes = new ArrayList<>(justification.roundChanges());
    votes.removeLast();
    return new Proposal(
        proposal.vote(), new Justification(votes, justification.prepared()), proposal.resend());
  }

  private SigningMessage broken(SignShare share) {
    byte[] scalar = share.share().toArray();
    scalar[31] ^= 1;
    return signed(
        new SignShare(
            share.height(),
            share.round(),
            share.digest(),
            member,
            share.coordinator(),
            share.attempt(),
            share.session(),
            Bytes.of(scalar),
            share.next(),
            share.signature(),
            share.resend()));
  }

  private void split(WireMessage one, WireMessage other) {
    for (int to = 0; to < simulation.nodes.size(); to++) {
      if (to != member) {
        simulation.send(member, to, to % 2 == 0 ? one : other);
      }
    }
  }

  private void toSome(WireMessage message) {
    for (int to = 0; to < simulation.nodes.size(); to++) {
      if (to != member && simulation.random.nextBoolean()) {
        simulation.send(member, to, message);
      }
    }
  }

  private SigningMessage signed(SigningMessage message) {
    return message.withSignature(
        simulation.keys.signers().get(member).sign(domain.digest(message)));
  }

  private RecoverableSignature sign(Digest struct) {
    return simulation.keys.signers().get(member).sign(domain.digest(struct));
  }
}
