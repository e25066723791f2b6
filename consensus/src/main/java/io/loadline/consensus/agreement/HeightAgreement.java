package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.FetchObservations;
import io.loadline.consensus.message.NonceOffer;
import io.loadline.consensus.message.NonceRequest;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RecallAnswer;
import io.loadline.consensus.message.RecallRequest;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.qbft.Qbft;
import io.loadline.consensus.qbft.QbftEffect;
import io.loadline.consensus.qbft.QbftEvent;
import io.loadline.consensus.qbft.QbftState;
import io.loadline.consensus.qbft.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One height: carries out what QBFT decides, and ties observing, computing and signing to it. */
final class HeightAgreement {
  /** Observations of rounds further ahead than this are not kept. */
  private static final int ROUNDS_AHEAD = 4;

  private final Setup setup;
  private final long height;
  private final Consumer<Effect> out;
  private final OwnMessages own;
  private final ObservationPool pool;
  private final Computations computations;
  private final ThresholdSigning signing;
  private final Completion completion;
  private final Answers answers;
  private final Requests requests;
  private final Deque<QbftEvent> inbox = new ArrayDeque<>();
  private QbftState qbft;

  /** The round this member leads and chooses a fresh value for; -1 for none. */
  private int collecting = -1;

  private @Nullable ObservationList fresh;

  /** A COMMIT of an earlier life; its nonces died with that. */
  private @Nullable CommitVote commitWithoutNonces;

  /** Until this is set, the member only listens. */
  private boolean opened;

  private boolean decisionRecorded;
  private boolean draining;
  private int resends;
  private long nowMs;
  private long roundEndsMs;

  HeightAgreement(Setup setup, long height, List<RecordEntry> entries, Consumer<Effect> out) {
    this.setup = setup;
    this.height = height;
    this.out = out;
    Restored restored = new Restored(setup.codec(), entries);
    own = new OwnMessages(setup.codec(), height, out);
    pool = new ObservationPool(setup.committee().digest());
    computations = new Computations(height, pool, out);
    signing = new ThresholdSigning(setup, height, restored.sharesFor, restored.nextAttempt, out);
    completion = new Completion(height, pool, out);
    answers = new Answers(setup, pool, completion, out);
    requests = new Requests(setup, height, pool, computations, out);
    qbft =
        new QbftState(
            setup.committee(),
            setup.self(),
            height,
            setup.parameters().roundTimes(),
            restored.round,
            restored.lock,
            restored.cast);
    recall(restored);
  }

  /** Begins, or goes on where an earlier life ended. */
  void open(long atMs) {
    listen(atMs);
    opened = true;
    Certificate decidedBefore = qbft.decision();
    if (decidedBefore != null) {
      signing.decided(decidedBefore.round(), decidedBefore.digest());
    }
    feed(new QbftEvent.Started());
  }

  /** Follows what the others do, without a vote, a share or an observation. */
  void listen(long atMs) {
    nowMs = atMs;
    setTimer(TimerKey.Kind.RESEND, setup.parameters().resendMs());
  }

  /** Forgets the height. */
  void close() {
    signing.close();
    for (TimerKey.Kind kind : TimerKey.Kind.values()) {
      out.accept(new Effect.CancelTimer(new TimerKey(height, kind)));
    }
  }

  void observationReady(int round, Bytes body) {
    boolean voted = own.observation != null && own.observation.vote().round() >= round;
    if (round == qbft.round() && !voted) {
      ObservationVote vote = setup.voter().observation(height, round, body);
      own.send(new SignedObservation(vote, 0));
      observation(vote);
    }
  }

  void computed(Digest observationsHash, Digest digest, Bytes report) {
    if (!computations.computed(observationsHash, digest, report)) {
      return;
    }
    signing.computed(digest);
    renewNonces(digest);
    ObservationList chosen = fresh;
    if (chosen != null && chosen.hash().equals(observationsHash)) {
      feed(new QbftEvent.ValueReady(chosen, digest));
    } else {
      feed(new QbftEvent.Computed(observationsHash, digest));
    }
    announceIfSigned();
  }

  void computeFailed(Digest observationsHash) {
    computations.failed(observationsHash);
  }

  void timerExpired(TimerKey.Kind kind, long atMs) {
    nowMs = atMs;
    switch (kind) {
      case ROUND -> {
        if (nowMs >= roundEndsMs) {
          feed(new QbftEvent.TimerExpired(qbft.round()));
        } else if (qbft.decision() == null) {
          // It was on its way when the round changed, or its clock runs fast: either way, wait on.
          setTimer(TimerKey.Kind.ROUND, roundEndsMs - nowMs);
        }
      }
      case RESEND -> resend();
      case FETCH -> requests.missingObservations(resends);
      case COORDINATE -> signing.coordinate(computedDecision());
    }
    announceIfSigned();
  }

  /** Takes a message whose signatures were checked. */
  void received(WireMessage message, long atMs) {
    nowMs = atMs;
    answers.hear(message);
    switch (message) {
      case SignedObservation m -> observation(m.vote());
      case Proposal m -> feed(new QbftEvent.Proposed(m));
      case Prepare m -> feed(new QbftEvent.Prepared(m.vote()));
      case Commit m -> {
        signing.keep(m.nonces());
        feed(new QbftEvent.Committed(m.vote()));
      }
      case RoundChange m -> feed(new QbftEvent.RoundChanged(m));
      case Decided m -> {
        feed(new QbftEvent.DecisionShown(m.certificate(), m.proposal()));
        needDecidedProposal();
      }
      case SignedReport m -> reported(m);
      case SigningMessage m -> signingMessage(m);
    }
    announceIfSigned();
    completion.tryComplete(decidedProposal());
  }

  /** Messages and observations held; bounded whatever peers send. */
  int bufferedMessages() {
    return qbft.bufferedMessages() + pool.size();
  }

  private void recall(Restored restored) {
    own.observation = restored.observation;
    own.proposal = restored.proposal;
    own.prepare = restored.prepare;
    own.roundChange = restored.roundChange;
    for (ObservationVote vote : restored.values) {
      pool.add(vote, Set.of(vote.round()), true);
    }
    if (restored.observation != null) {
      pool.add(restored.observation.vote(), Set.of(), false);
    }
    if (restored.proposal != null) {
      feed(new QbftEvent.Proposed(restored.proposal));
    }
    PreparedCertificate lock = restored.lock;
    if (lock != null) {
      lock.prepares().asPrepares().forEach(vote -> feed(new QbftEvent.Prepared(vote)));
      computations.need(lock.proposal().observations());
    }
    if (restored.prepare != null) {
      feed(new QbftEvent.Prepared(restored.prepare.vote()));
    }
    if (restored.commit != null) {
      commitWithoutNonces = restored.commit.vote();
      feed(new QbftEvent.Committed(restored.commit.vote()));
    }
    if (restored.roundChange != null) {
      feed(new QbftEvent.RoundChanged(restored.roundChange));
    }
    Decided decided = restored.decided;
    if (decided != null) {
      decisionRecorded = true;
      feed(new QbftEvent.DecisionShown(decided.certificate(), decided.proposal()));
    }
  }

  /** Feeds QBFT and carries out its effects; what they bring about queues. */
  private void feed(QbftEvent event) {
    inbox.add(event);
    if (draining) {
      return;
    }
    draining = true;
    while (!inbox.isEmpty()) {
      Step step = Qbft.step(qbft, inbox.remove());
      qbft = step.state();
      step.effects().forEach(this::apply);
    }
    draining = false;
  }

  private void apply(QbftEffect effect) {
    switch (effect) {
      case QbftEffect.EnterRound(var round, var durationMs) -> {
        if (opened) { // Else the round is entered when the height is opened.
          enter(round, durationMs);
        }
      }
      case QbftEffect.NeedValue(var round) -> {
        collecting = round;
        collect();
      }
      case QbftEffect.NeedComputation(var observations) -> need(observations);
      case QbftEffect.CastProposal(var round, var digest, var list, var justification) -> {
        ProposalVote vote = setup.voter().proposal(height, round, digest, list);
        Proposal message = new Proposal(vote, justification, 0);
        own.send(message);
        feed(new QbftEvent.Proposed(message));
      }
      case QbftEffect.CastPrepare(var round, var digest) -> {
        rememberValue(round, digest);
        PrepareVote vote = setup.voter().prepare(height, round, digest);
        own.send(new Prepare(vote, 0));
        feed(new QbftEvent.Prepared(vote));
      }
      case QbftEffect.Lock(var certificate) -> own.remember(certificate);
      case QbftEffect.CastCommit(var round, var digest) -> {
        CommitVote vote = setup.voter().commit(height, round, digest);
        Commit message = new Commit(vote, signing.offerWithCommit(round, digest), 0);
        commitWithoutNonces = null;
        own.send(message);
        signing.keep(message.nonces());
        feed(new QbftEvent.Committed(vote));
      }
      case QbftEffect.CastRoundChange(var round, var lock) -> {
        var vote = setup.voter().roundChange(height, round, lock == null ? null : lock.value());
        RoundChange message = new RoundChange(vote, lock, 0);
        own.send(message);
        feed(new QbftEvent.RoundChanged(message));
      }
      case QbftEffect.Decide(var certificate) -> decided(certificate);
      case QbftEffect.PeerIsLate(var member) -> answerLate(member, resends);
      case QbftEffect.Mismatch(var round, var leader, var proposed, var computed) ->
          out.accept(new Effect.DigestMismatch(height, round, leader, proposed, computed));
      case QbftEffect.Evidence(var pair) -> out.accept(new Effect.Evidence(pair));
      case QbftEffect.Reject(var member, var reason) ->
          out.accept(new Effect.Rejected(height, member, reason));
    }
  }

  private void rememberValue(int round, Digest digest) {
    ProposalVote proposal = qbft.proposal(round);
    if (proposal != null) {
      ObservationList list = proposal.observations();
      own.remember(round, digest, list, pool.found(list));
    }
  }

  private void enter(int round, long durationMs) {
    out.accept(new Effect.RoundEntered(height, round));
    roundEndsMs = nowMs + durationMs;
    setTimer(TimerKey.Kind.ROUND, durationMs);
    if (own.observation == null || own.observation.vote().round() < round) {
      out.accept(new Effect.RequestObservation(height, round));
    }
  }

  private void observation(ObservationVote vote) {
    Digest hash = pool.hash(vote);
    boolean named =
        computations.isNamed(vote.round(), hash) || completion.names(vote.round(), hash);
    if (vote.round() > qbft.round() + ROUNDS_AHEAD && !named) {
      out.accept(new Effect.Rejected(height, vote.member(), Untimely.ROUND_TOO_FAR));
      return;
    }
    ObservationPool.Added added = pool.add(vote, pinnedRounds(), named);
    added.evidence().ifPresent(pair -> out.accept(new Effect.Evidence(pair)));
    added
        .rejection()
        .ifPresent(reason -> out.accept(new Effect.Rejected(height, vote.member(), reason)));
    computations.observationsArrived();
    collect();
  }

  private Set<Integer> pinnedRounds() {
    Set<Integer> pinned = qbft.observationRounds();
    pinned.addAll(computations.rounds());
    return pinned;
  }

  /** As leader: a quorum of observations makes a value. */
  private void collect() {
    boolean chosen = fresh != null && fresh.round() == collecting;
    if (collecting == qbft.round()
        && !chosen
        && pool.count(collecting) >= setup.committee().quorum()) {
      ObservationList list = pool.list(collecting);
      fresh = list;
      computations.need(list);
    }
  }

  private void need(ObservationList observations) {
    computations.need(observations);
    if (!computations.waiting().isEmpty()) {
      setTimer(TimerKey.Kind.FETCH, Math.max(1, setup.parameters().resendMs() / 4));
    }
  }

  private void decided(Certificate certificate) {
    ProposalVote proposal = qbft.proposal(certificate.round());
    boolean matches = proposal != null && proposal.digest().equals(certificate.digest());
    if (!decisionRecorded) {
      decisionRecorded = true;
      own.remember(new Decided(certificate, matches ? proposal : null, 0));
    }
    out.accept(new Effect.CancelTimer(new TimerKey(height, TimerKey.Kind.ROUND)));
    out.accept(new Effect.Decided(height, certificate.round(), certificate.digest(), certificate));
    if (opened) {
      signing.decided(certificate.round(), certificate.digest());
    }
    needDecidedProposal();
  }

  /** Whoever did not compute the decided digest yet does it now, to be able to sign. */
  private void needDecidedProposal() {
    ProposalVote proposal = decidedProposal();
    if (proposal != null && !completion.isSigned()) {
      need(proposal.observations());
    }
  }

  private @Nullable ProposalVote decidedProposal() {
    Certificate decision = qbft.decision();
    ProposalVote proposal = decision == null ? null : qbft.proposal(decision.round());
    return proposal != null && decision != null && proposal.digest().equals(decision.digest())
        ? proposal
        : null;
  }

  private boolean computedDecision() {
    Certificate decision = qbft.decision();
    return decision != null && computations.report(decision.digest()).isPresent();
  }

  private void renewNonces(Digest digest) {
    CommitVote vote = commitWithoutNonces;
    if (vote != null && vote.digest().equals(digest) && qbft.decision() == null) {
      commitWithoutNonces = null;
      own.commit = new Commit(vote, signing.offerWithCommit(vote.round(), digest), 0);
    }
  }

  private void signingMessage(SigningMessage message) {
    switch (message) {
      case FetchObservations fetch when !fetch.refs().isEmpty() ->
          answers.observations(fetch, nowMs);
      case FetchObservations fetch -> answerLate(fetch.sender(), fetch.resend());
      case RecallRequest recall -> {
        if (opened) { // One that just started itself did not hear enough.
          answers.lastWords(recall, nowMs);
        }
      }
      case RecallAnswer _ -> {} // The start guard's.
      case NonceRequest _, NonceOffer _, SignRequest _, SignShare _ -> {
        if (completion.isSigned()) {
          answerLate(message.sender(), message.resend());
        } else {
          signing.on(message);
        }
      }
    }
  }

  private void answerLate(int member, int asked) {
    answers.decision(member, asked, qbft.decision(), decidedProposal(), nowMs);
  }

  private void reported(SignedReport message) {
    if (completion.isSigned()) {
      return;
    }
    Certificate decision = qbft.decision();
    if (decision == null) {
      feed(new QbftEvent.DecisionShown(message.certificate(), null));
    } else if (!decision.digest().equals(message.digest())) {
      out.accept(new Effect.Rejected(height, -1, Untimely.ALREADY_DECIDED));
      return;
    }
    finish(message);
  }

  private void announceIfSigned() {
    Certificate decision = qbft.widestDecision();
    if (decision == null || completion.isSigned() || signing.signature().isEmpty()) {
      return;
    }
    Bytes signature = Bytes.of(signing.signature().get().toCompressedBytes());
    Digest digest = decision.digest();
    Bytes report = computations.report(digest).orElseThrow(); // Else it had not coordinated.
    SignedReport message = new SignedReport(height, digest, report, decision, signature, 0);
    out.accept(new Effect.Broadcast(message));
    finish(message);
  }

  private void finish(SignedReport message) {
    signing.close();
    completion.finish(message, qbft.widestDecision(), decidedProposal());
  }

  private void resend() {
    resends++;
    Certificate decision = qbft.decision();
    if (decision == null) {
      if (opened) {
        own.resend(qbft.round(), qbft.proposal(qbft.round()) != null, resends);
      }
      computations.retryFailed();
      requests.missingObservations(resends);
    } else if (!completion.isSigned()) {
      computations.retryFailed();
      requests.missingObservations(resends);
      signing.tick();
      requests.decided(decision, resends);
    } else if (!completion.isDone()) {
      requests.rest(decision, decidedProposal(), resends);
      completion.waitedOnce(decidedProposal());
    }
    if (!completion.isDone()) {
      setTimer(TimerKey.Kind.RESEND, setup.parameters().resendMs());
    }
  }

  private void setTimer(TimerKey.Kind kind, long delayMs) {
    out.accept(new Effect.SetTimer(new TimerKey(height, kind), delayMs));
  }
}
