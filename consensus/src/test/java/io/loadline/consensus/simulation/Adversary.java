package io.loadline.consensus.simulation;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.simulation.Faults.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a member's machine and the network: nothing for an honest one, a liar with
 * the member's keys for a faulty one.
 */
final class Adversary {
  private static final int FAR = 100_000;
  private static final int FLOOD = 200;

  private final Simulation simulation;
  private final int member;
  private final @Nullable Strategy strategy;
  private final Forgery forgery;
  private final Heard heard;
  private final int quorum;

  Adversary(Simulation simulation, int member) {
    this.simulation = simulation;
    this.member = member;
    this.strategy = simulation.faults.adversaries().get(member);
    this.forgery = new Forgery(simulation.keys, member);
    this.heard = new Heard(simulation.keys.committee());
    this.quorum = (2 * simulation.keys.committee().size() + 2) / 3;
  }

  void hears(WireMessage message) {
    if (strategy == null) {
      return;
    }
    heard.add(message);
    if (strategy == Strategy.DOUBLE_VOTER && message instanceof Proposal(var vote, _, _)) {
      toSome(forgery.prepare(vote.height(), vote.round(), vote.digest()));
    }
  }

  void send(WireMessage message) {
    if (strategy == null) {
      simulation.broadcast(member, message);
      return;
    }
    heard.add(message);
    switch (strategy) {
      case SILENT -> {}
      case CENSOR -> toSome(message);
      case DISKLESS -> simulation.broadcast(member, message);
      case EQUIVOCATING_OBSERVER -> observe(message);
      case EQUIVOCATING_LEADER -> lead(message);
      case DOUBLE_VOTER -> voteTwice(message);
      case LOCK_WITHHOLDER -> simulation.broadcast(member, withoutLock(message));
      case STRIPPED_JUSTIFICATIONS, REPEATED_JUSTIFICATIONS ->
          simulation.broadcast(member, unlocked(message));
      case FOREIGN_LOCK -> simulation.broadcast(member, foreignLock(message));
      case LATE_LEADER -> sendLate(message);
      case SELECTIVE_DECISION -> {
        if (message instanceof Commit
            || message instanceof Decided
            || message instanceof SignedReport) {
          toSome(message);
        } else {
          simulation.broadcast(member, message);
        }
      }
      case REPLAYER -> replay(message);
      case BAD_SHARES ->
          simulation.broadcast(
              member, message instanceof SignShare share ? forgery.broken(share) : message);
      case WITHHELD_SHARES -> {
        if (!(message instanceof SignShare)) {
          simulation.broadcast(member, message);
        }
      }
      case EQUIVOCATING_COORDINATOR -> {
        if (message instanceof SignRequest request) {
          split(request, forgery.nextSession(request));
        } else {
          simulation.broadcast(member, message);
        }
      }
      case HUGE_ROUNDS -> {
        simulation.broadcast(member, message);
        boolean first = message instanceof SignedObservation(_, var resend) && resend == 0;
        for (int i = first ? FLOOD : 1; i > 0; i--) {
          int round = 1 + simulation.random.nextInt(FAR);
          simulation.broadcast(member, forgery.roundChange(message.height(), round, null, 0));
        }
      }
    }
  }

  private void observe(WireMessage message) {
    if (message instanceof SignedObservation(var vote, var resend)) {
      var other = SumReports.body(vote.height(), vote.round(), 7);
      split(message, forgery.observation(vote, other, resend));
    } else {
      simulation.broadcast(member, message);
    }
  }

  private void lead(WireMessage message) {
    if (message instanceof Proposal proposal) {
      ProposalVote vote = proposal.vote();
      ObservationList list = heard.shorter(vote.observations(), quorum);
      Digest digest = heard.digest(vote.height(), list);
      split(
          proposal,
          forgery.proposal(vote.height(), vote.round(), digest, list, proposal.justification()));
    } else {
      simulation.broadcast(member, message);
    }
  }

  private void voteTwice(WireMessage message) {
    simulation.broadcast(member, message);
    if (message instanceof Prepare(var vote, _)) {
      toSome(forgery.prepare(vote.height(), vote.round(), Keccak.hash(vote.digest().bytes())));
    } else if (message instanceof Commit commit) {
      toSome(forgery.commit(commit, Keccak.hash(commit.vote().digest().bytes())));
    }
  }

  /** A round change that forgets what this member committed to. */
  private WireMessage withoutLock(WireMessage message) {
    return message instanceof RoundChange c
        ? forgery.roundChange(c.height(), c.vote().round(), null, c.resend())
        : message;
  }

  /** In a later round, a fresh value whatever is locked, with a justification that is none. */
  private WireMessage unlocked(WireMessage message) {
    if (!(message instanceof Proposal proposal) || proposal.justification() == null) {
      return message;
    }
    ProposalVote vote = proposal.vote();
    ObservationList fresh = heard.observations(vote.height(), vote.round());
    if (fresh.refs().size() < quorum) {
      return Forgery.stripped(proposal);
    }
    Digest digest = heard.digest(vote.height(), fresh);
    Justification justification =
        strategy == Strategy.REPEATED_JUSTIFICATIONS
            ? forgery.ownWord(vote.height(), vote.round(), quorum)
            : Forgery.withoutLocks(proposal.justification());
    return forgery.proposal(vote.height(), vote.round(), digest, fresh, justification);
  }

  /** A round change that shows another height's certificate. */
  private WireMessage foreignLock(WireMessage message) {
    if (message instanceof RoundChange change && message.height() > 1) {
      PreparedCertificate lock = heard.certificate(change.height() - 1, quorum);
      if (lock != null && lock.value().round() < change.vote().round()) {
        return forgery.roundChange(change.height(), change.vote().round(), lock, change.resend());
      }
    }
    return message;
  }

  /** A proposal that arrives while the others' timers run out. */
  private void sendLate(WireMessage message) {
    if (message instanceof Proposal proposal && proposal.resend() == 0) {
      long round = Simulation.TIMES.durationMs(proposal.vote().round());
      simulation.later(
          Math.max(0, round - simulation.random.nextInt(200)),
          () -> simulation.broadcast(member, message));
    } else {
      simulation.broadcast(member, message);
    }
  }

  /** What was said before, again, also under another committee's name. */
  private void replay(WireMessage message) {
    simulation.broadcast(member, message);
    var old = heard.messages();
    WireMessage again = old.get(simulation.random.nextInt(old.size()));
    toSome(again.withResend(simulation.random.nextInt(FAR)));
    Digest elsewhere = Keccak.hash(simulation.keys.committee().digest().bytes());
    simulation.broadcast(member, new MessageCodec(elsewhere).encode(again));
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
}
