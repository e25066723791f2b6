package io.loadline.consensus.qbft;

import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.PreparedValue;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.RoundChangeVote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * QBFT for one height (Moniz, arXiv 2002.03613): what a member does with everything it knows.
 * Whatever arrived, in whatever order, all rules are tried until none moves any more.
 */
public final class Qbft {
  private final QbftState state;
  private final List<QbftEffect> effects = new ArrayList<>();

  private Qbft(QbftState state) {
    this.state = state;
  }

  /** The state after an event, and what is to be done. */
  public static Step step(QbftState before, QbftEvent event) {
    Qbft qbft = new Qbft(before.copy());
    new Intake(qbft.state, qbft).take(event);
    qbft.progress();
    return new Step(qbft.state, qbft.effects);
  }

  void emit(QbftEffect effect) {
    effects.add(effect);
  }

  /** Begins a round; a round change is cast only when this member asks for it itself. */
  void enter(int round, boolean castRoundChange) {
    state.round = round;
    emit(new QbftEffect.EnterRound(round, state.times.durationMs(round)));
    if (castRoundChange && state.cast.roundChange() < round) {
      state.cast = state.cast.withRoundChange(round);
      emit(new QbftEffect.CastRoundChange(round, state.lock));
    }
  }

  private void progress() {
    boolean moved = state.started;
    while (moved && state.decision == null) {
      moved = jump() || propose() || prepare() || commit() || decide();
    }
  }

  /** Some honest member is at least as far as f + 1 members are. */
  private boolean jump() {
    List<Integer> ahead =
        state.roundChanges.highestRounds(state.self).stream()
            .filter(round -> round > state.round)
            .sorted(Comparator.reverseOrder())
            .toList();
    int faults = state.committee.faults();
    if (ahead.size() <= faults) {
      return false;
    }
    enter(ahead.get(faults), true);
    return true;
  }

  private boolean propose() {
    int round = state.round;
    if (state.committee.leader(state.height, round) != state.self
        || state.cast.proposal() >= round) {
      return false;
    }
    if (round == 0) {
      return proposeFresh(null);
    }
    List<RoundChange> messages = state.roundChanges.in(round);
    if (messages.size() < state.committee.quorum()) {
      return false;
    }
    List<RoundChangeVote> votes = messages.stream().map(RoundChange::vote).toList();
    PreparedValue highest = Justifications.highest(votes);
    return highest == null
        ? proposeFresh(new Justification(votes, null))
        : proposeAgain(votes, highest, messages);
  }

  private boolean proposeFresh(@Nullable Justification justification) {
    ObservationList fresh = state.fresh;
    if (fresh != null && fresh.round() == state.round) {
      Digest digest = state.computed.get(fresh.hash());
      if (digest != null) {
        cast(digest, fresh, justification);
        return true;
      }
    }
    if (state.valueAsked < state.round) {
      state.valueAsked = state.round;
      emit(new QbftEffect.NeedValue(state.round));
    }
    return false;
  }

  /** The locked value returns, with any list of observations that is seen to lead to it. */
  private boolean proposeAgain(
      List<RoundChangeVote> votes, PreparedValue highest, List<RoundChange> messages) {
    for (PreparedCertificate candidate : candidates(highest, messages)) {
      ObservationList observations = candidate.proposal().observations();
      if (state.leadsTo(observations, highest.digest())) {
        cast(highest.digest(), observations, new Justification(votes, candidate));
        return true;
      }
      needComputation(observations);
    }
    return false;
  }

  private List<PreparedCertificate> candidates(PreparedValue highest, List<RoundChange> messages) {
    Map<Digest, PreparedCertificate> byList = new LinkedHashMap<>();
    PreparedCertificate own = state.lock;
    if (own != null && own.value().equals(highest)) {
      byList.put(own.proposal().observations().hash(), own);
    }
    for (RoundChange message : messages) {
      PreparedCertificate shown = message.certificate();
      if (shown != null && shown.value().equals(highest)) {
        byList.putIfAbsent(shown.proposal().observations().hash(), shown);
      }
    }
    return List.copyOf(byList.values());
  }

  private void cast(
      Digest digest, ObservationList observations, @Nullable Justification justification) {
    state.cast = state.cast.withProposal(state.round);
    emit(new QbftEffect.CastProposal(state.round, digest, observations, justification));
  }

  /** A PREPARE only for a digest this node computed itself. */
  private boolean prepare() {
    ProposalVote proposal = state.proposals.get(state.round);
    if (proposal == null || state.cast.prepare() >= state.round) {
      return false;
    }
    Digest computed = state.computed.get(proposal.observations().hash());
    if (computed == null) {
      needComputation(proposal.observations());
      return false;
    }
    if (!computed.equals(proposal.digest())) {
      reportMismatch(proposal, computed);
      return false;
    }
    state.cast = state.cast.withPrepare(state.round);
    emit(new QbftEffect.CastPrepare(state.round, proposal.digest()));
    return true;
  }

  private boolean commit() {
    ProposalVote proposal = state.proposals.get(state.round);
    if (proposal == null) {
      return false;
    }
    List<PrepareVote> votes =
        state.prepares.in(state.round).stream()
            .filter(vote -> vote.digest().equals(proposal.digest()))
            .toList();
    if (votes.size() < state.committee.quorum()) {
      return false;
    }
    PreparedCertificate lock = state.lock;
    if (lock == null || lock.value().round() < state.round) {
      lock = new PreparedCertificate(certificate(proposal, votes), proposal);
      state.lock = lock;
      emit(new QbftEffect.Lock(lock));
    }
    if (!state.leadsTo(proposal.observations(), proposal.digest())
        || state.cast.commit() >= state.round) {
      return false;
    }
    state.cast = state.cast.withCommit(state.round);
    emit(new QbftEffect.CastCommit(state.round, proposal.digest()));
    return true;
  }

  private static Certificate certificate(ProposalVote proposal, List<PrepareVote> votes) {
    return new Certificate(
        proposal.height(),
        proposal.round(),
        proposal.digest(),
        votes.stream().map(vote -> new MemberSignature(vote.member(), vote.signature())).toList());
  }

  /** A quorum of COMMITs of any round decides. */
  private boolean decide() {
    TreeMap<Integer, Map<Digest, List<MemberSignature>>> byRound = new TreeMap<>();
    for (int member = 0; member < state.committee.size(); member++) {
      for (CommitVote vote : state.commits.of(member).values()) {
        byRound
            .computeIfAbsent(vote.round(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(vote.digest(), _ -> new ArrayList<>())
            .add(new MemberSignature(member, vote.signature()));
      }
    }
    for (var round : byRound.entrySet()) {
      for (var votes : round.getValue().entrySet()) {
        if (votes.getValue().size() >= state.committee.quorum()) {
          decide(new Certificate(state.height, round.getKey(), votes.getKey(), votes.getValue()));
          return true;
        }
      }
    }
    return false;
  }

  void decide(Certificate certificate) {
    state.decision = certificate;
    emit(new QbftEffect.Decide(certificate));
  }

  private void needComputation(ObservationList observations) {
    if (state.computationAsked.add(observations.hash())) {
      emit(new QbftEffect.NeedComputation(observations));
    }
  }

  private void reportMismatch(ProposalVote proposal, Digest computed) {
    if (state.mismatchReported < state.round) {
      state.mismatchReported = state.round;
      emit(new QbftEffect.Mismatch(state.round, proposal.member(), proposal.digest(), computed));
    }
  }
}
