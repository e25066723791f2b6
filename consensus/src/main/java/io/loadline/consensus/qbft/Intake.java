package io.loadline.consensus.qbft;

import io.loadline.consensus.Rejection;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.EvidencePair;
import io.loadline.consensus.message.EvidencePair.Offence;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.PreparedValue;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.RoundChangeVote;
import io.loadline.consensus.message.Vote;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts an event into the state: what is stored, refused, or proof against its sender. */
final class Intake {
  private final QbftState state;
  private final Qbft qbft;
  private final Justifications justifications;

  Intake(QbftState state, Qbft qbft) {
    this.state = state;
    this.qbft = qbft;
    this.justifications = new Justifications(state.committee);
  }

  void take(QbftEvent event) {
    switch (event) {
      case QbftEvent.Started() -> {
        state.started = true;
        if (state.decision == null) {
          qbft.enter(state.round, false); // After a restart the old round goes on as it was.
        }
      }
      case QbftEvent.Proposed(var proposal) -> proposal(proposal);
      case QbftEvent.Prepared(var vote) -> prepare(vote);
      case QbftEvent.Committed(var vote) -> commit(vote);
      case QbftEvent.RoundChanged(var message) -> roundChange(message);
      case QbftEvent.DecisionShown(var certificate, var proposal) ->
          decision(certificate, proposal);
      case QbftEvent.ValueReady(var observations, var digest) -> {
        state.fresh = observations;
        state.keepComputed(observations.hash(), digest);
      }
      case QbftEvent.Computed(var hash, var digest) -> state.keepComputed(hash, digest);
      case QbftEvent.TimerExpired(var round) -> {
        if (round == state.round && state.decision == null) {
          qbft.enter(round + 1, true);
        }
      }
    }
  }

  private void proposal(Proposal message) {
    ProposalVote vote = message.vote();
    Optional<Rejection> objection = justifications.objection(message);
    if (objection.isPresent()) {
      reject(vote.member(), objection.get());
      return;
    }
    if (isRepeated(vote, state.proposals.get(vote.round()))) {
      return;
    }
    state.keepProposal(vote);
    if (vote.round() > state.round && state.decision == null) {
      qbft.enter(vote.round(), false);
    }
  }

  private void prepare(PrepareVote vote) {
    if (!isRepeated(vote, state.prepares.at(vote.member(), vote.round()))) {
      state.prepares = state.prepares.with(vote.member(), vote.round(), vote);
    }
  }

  private void commit(CommitVote vote) {
    if (isRepeated(vote, state.commits.at(vote.member(), vote.round()))) {
      return;
    }
    state.commits = state.commits.with(vote.member(), vote.round(), vote);
    for (RoundChange later :
        state.roundChanges.of(vote.member()).tailMap(vote.round(), false).values()) {
      if (denies(later.vote(), vote)) {
        evidence(Offence.AMNESIA, vote, later.vote());
        return;
      }
    }
  }

  private void roundChange(RoundChange message) {
    RoundChangeVote vote = message.vote();
    Optional<Rejection> objection = justifications.objection(message);
    if (objection.isPresent()) {
      reject(vote.member(), objection.get());
      return;
    }
    if (state.decision != null && vote.member() != state.self) {
      qbft.emit(new QbftEffect.PeerIsLate(vote.member()));
    }
    RoundChange known = state.roundChanges.at(vote.member(), vote.round());
    if (isRepeated(vote, known == null ? null : known.vote())) {
      return;
    }
    state.roundChanges = state.roundChanges.with(vote.member(), vote.round(), message);
    for (CommitVote earlier :
        state.commits.of(vote.member()).headMap(vote.round(), false).values()) {
      if (denies(vote, earlier)) {
        evidence(Offence.AMNESIA, earlier, vote);
        return;
      }
    }
  }

  private void decision(Certificate certificate, @Nullable ProposalVote proposal) {
    if (!justifications.isQuorum(certificate)) {
      reject(-1, Fault.TOO_FEW_VOTES);
      return;
    }
    if (state.decision == null) {
      qbft.decide(certificate);
    }
    Certificate decision = state.decision;
    if (proposal != null
        && decision != null
        && proposal.round() == decision.round()
        && proposal.digest().equals(decision.digest())
        && justifications.objection(proposal).isEmpty()) {
      state.proposals.putIfAbsent(proposal.round(), proposal);
    }
  }

  /** Whoever commits is locked, and a later round change that shows an older lock denies it. */
  private static boolean denies(RoundChangeVote change, CommitVote commit) {
    PreparedValue prepared = change.prepared();
    return prepared == null || prepared.round() < commit.round();
  }

  /** Whether the slot is taken: by the same vote, or by another one, which is evidence. */
  private boolean isRepeated(Vote vote, @Nullable Vote known) {
    if (known == null) {
      return false;
    }
    boolean same =
        known
            .structHash(state.committee.digest())
            .equals(vote.structHash(state.committee.digest()));
    if (!same) {
      evidence(Offence.DOUBLE_VOTE, known, vote);
    }
    reject(vote.member(), same ? Untimely.DUPLICATE : Fault.EQUIVOCATION);
    return true;
  }

  private void evidence(Offence offence, Vote first, Vote second) {
    qbft.emit(new QbftEffect.Evidence(new EvidencePair(offence, first, second)));
  }

  private void reject(int member, Rejection reason) {
    qbft.emit(new QbftEffect.Reject(member, reason));
  }
}
