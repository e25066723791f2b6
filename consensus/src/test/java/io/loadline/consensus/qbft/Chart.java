package io.loadline.consensus.qbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.EvidencePair.Offence;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.PreparedValue;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.RoundChangeVote;
import io.loadline.consensus.simulation.TestCommittee;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One node's side of a message chart: what it hears, then what it does, in order. */
final class Chart {
  private static final RoundTimes TIMES = new RoundTimes(1_000, 30_000);
  private static final RecoverableSignature UNCHECKED =
      RecoverableSignature.of(new byte[RecoverableSignature.LENGTH]);

  private final Committee committee;
  private final int self;
  private final long height;
  private final Deque<QbftEffect> done = new ArrayDeque<>();
  private QbftState state;
  private @Nullable ObservationList asked;

  /** Peers are numbered 1 to n - 1 from the node on; 0 is the node itself. */
  private Chart(int n, int leadsRound, OwnVotes cast, @Nullable Digest lock) {
    committee = TestCommittee.of(n).committee();
    height = 9;
    self = committee.leader(height, leadsRound);
    PreparedCertificate held = lock == null ? null : lock(0, lock);
    state = new QbftState(committee, self, height, TIMES, 0, held, cast);
    feed(new QbftEvent.Started());
    enters(0, 1_000);
  }

  /** A node that leads neither round 0 nor round 1. */
  static Chart follower(int n) {
    return new Chart(n, 2, OwnVotes.NONE, null);
  }

  static Chart leaderOfRoundOne(int n) {
    return new Chart(n, 1, OwnVotes.NONE, null);
  }

  static Chart prepared(int n, Digest digest) {
    Chart chart = follower(n);
    chart.hears(chart.proposal(0, digest));
    chart.asksToCompute();
    chart.computes(digest);
    chart.prepares(0, digest);
    return chart;
  }

  static Chart committed(int n, Digest digest) {
    Chart chart = prepared(n, digest);
    for (int peer = 1; peer < chart.committee.quorum(); peer++) {
      chart.hearsPrepare(peer, 0, digest);
    }
    chart.locks(0, digest);
    chart.commits(0, digest);
    return chart;
  }

  /** A node that prepared and committed in round 0 before it died. */
  static Chart restarted(int n, Digest digest) {
    return new Chart(n, 2, new OwnVotes(-1, 0, 0, -1), digest);
  }

  /** A node that prepared something in round 0 before it died, and saw no quorum for it. */
  static Chart restartedAfterPrepare(int n) {
    return new Chart(n, 2, new OwnVotes(-1, 0, -1, -1), null);
  }

  int leader(int round) {
    return committee.leader(height, round);
  }

  ObservationList observations(int round, Digest digest) {
    List<ObservationRef> refs = new ArrayList<>();
    for (int member = 0; member < committee.quorum(); member++) {
      refs.add(new ObservationRef(member, Keccak.hash(digest.bytes())));
    }
    return new ObservationList(round, refs);
  }

  Proposal proposal(int round, Digest digest) {
    return new Proposal(proposalVote(round, digest, round), null, 0);
  }

  Proposal justified(
      int round,
      Digest digest,
      List<RoundChangeVote> votes,
      @Nullable PreparedCertificate certificate) {
    return new Proposal(
        proposalVote(round, digest, round), new Justification(votes, certificate), 0);
  }

  /** A value of round 0 that comes back. */
  Proposal returning(int round, Digest digest, List<RoundChangeVote> votes) {
    return new Proposal(
        proposalVote(round, digest, 0), new Justification(votes, lock(0, digest)), 0);
  }

  List<RoundChangeVote> bareRoundChanges(int round, int... members) {
    return Arrays.stream(members)
        .mapToObj(member -> new RoundChangeVote(height, round, member, null, UNCHECKED))
        .toList();
  }

  List<RoundChangeVote> roundChangesWithLock(int round, Digest digest, int... members) {
    return Arrays.stream(members)
        .mapToObj(member ->
            new RoundChangeVote(height, round, member, new PreparedValue(0, digest), UNCHECKED))
        .toList();
  }

  PreparedCertificate lock(int round, Digest digest) {
    return new PreparedCertificate(
        certificate(round, digest, firstMembers()), proposalVote(round, digest, round));
  }

  void hears(Proposal proposal) {
    feed(new QbftEvent.Proposed(proposal));
  }

  void hearsPrepare(int peer, int round, Digest digest) {
    feed(new QbftEvent.Prepared(new PrepareVote(height, round, member(peer), digest, UNCHECKED)));
  }

  void hearsCommit(int peer, int round, Digest digest) {
    feed(new QbftEvent.Committed(new CommitVote(height, round, member(peer), digest, UNCHECKED)));
  }

  void hearsRoundChange(int peer, int round) {
    var vote = new RoundChangeVote(height, round, member(peer), null, UNCHECKED);
    feed(new QbftEvent.RoundChanged(new RoundChange(vote, null, 0)));
  }

  void hearsRoundChangeWithLock(int peer, int round, Digest digest) {
    var vote =
        new RoundChangeVote(height, round, member(peer), new PreparedValue(0, digest), UNCHECKED);
    feed(new QbftEvent.RoundChanged(new RoundChange(vote, lock(0, digest), 0)));
  }

  void hearsUnprovenLock(int peer, int round, Digest digest) {
    var vote =
        new RoundChangeVote(height, round, member(peer), new PreparedValue(0, digest), UNCHECKED);
    feed(new QbftEvent.RoundChanged(new RoundChange(vote, null, 0)));
  }

  void hearsDecided(int round, Digest digest, int... members) {
    feed(
        new QbftEvent.DecisionShown(
            certificate(round, digest, Arrays.stream(members).sorted().toArray()), null));
  }

  void timesOut() {
    feed(new QbftEvent.TimerExpired(state.round()));
  }

  void asksToCompute() {
    asked = next(QbftEffect.NeedComputation.class).observations();
  }

  void computes(Digest digest) {
    ObservationList list = Objects.requireNonNull(asked, "no computation was asked for");
    feed(new QbftEvent.Computed(list.hash(), digest));
  }

  void computesKnown(Digest digest) {
    feed(new QbftEvent.Computed(observations(0, digest).hash(), digest));
  }

  void enters(int round, long durationMs) {
    assertThat(next(QbftEffect.EnterRound.class))
        .isEqualTo(new QbftEffect.EnterRound(round, durationMs));
  }

  void prepares(int round, Digest digest) {
    assertThat(next(QbftEffect.CastPrepare.class))
        .isEqualTo(new QbftEffect.CastPrepare(round, digest));
    feed(new QbftEvent.Prepared(new PrepareVote(height, round, self, digest, UNCHECKED)));
  }

  void locks(int round, Digest digest) {
    assertThat(next(QbftEffect.Lock.class).certificate().value())
        .isEqualTo(new PreparedValue(round, digest));
  }

  void commits(int round, Digest digest) {
    assertThat(next(QbftEffect.CastCommit.class))
        .isEqualTo(new QbftEffect.CastCommit(round, digest));
    feed(new QbftEvent.Committed(new CommitVote(height, round, self, digest, UNCHECKED)));
  }

  void changesRound(int round, @Nullable Digest lock) {
    QbftEffect.CastRoundChange cast = next(QbftEffect.CastRoundChange.class);
    PreparedCertificate shown = cast.lock();
    assertThat(cast.round()).isEqualTo(round);
    assertThat(shown == null ? null : shown.prepares().digest()).isEqualTo(lock);
    PreparedValue value = shown == null ? null : shown.value();
    var vote = new RoundChangeVote(height, round, self, value, UNCHECKED);
    feed(new QbftEvent.RoundChanged(new RoundChange(vote, shown, 0)));
  }

  void proposes(int round, Digest digest) {
    QbftEffect.CastProposal cast = next(QbftEffect.CastProposal.class);
    assertThat(cast.round()).isEqualTo(round);
    assertThat(cast.digest()).isEqualTo(digest);
    var vote = new ProposalVote(height, round, self, digest, cast.observations(), UNCHECKED);
    assertThat(new Justifications(committee).objection(new Proposal(vote, cast.justification(), 0)))
        .as("others accept it")
        .isEmpty();
  }

  void decides(int round, Digest digest) {
    Certificate certificate = next(QbftEffect.Decide.class).certificate();
    assertThat(certificate.round()).isEqualTo(round);
    assertThat(certificate.digest()).isEqualTo(digest);
    assertThat(certificate.signatures()).hasSizeGreaterThanOrEqualTo(committee.quorum());
  }

  void reportsMismatch(Digest proposed, Digest computed) {
    QbftEffect.Mismatch mismatch = next(QbftEffect.Mismatch.class);
    assertThat(mismatch.proposed()).isEqualTo(proposed);
    assertThat(mismatch.computed()).isEqualTo(computed);
  }

  /** A peer by its chart number, or the leader by its member index. */
  void provesOffence(Offence offence, int who) {
    var pair = next(QbftEffect.Evidence.class).pair();
    assertThat(pair.offence()).isEqualTo(offence);
    assertThat(pair.member()).isIn(who, member(who));
  }

  void rejects(Rejection reason) {
    assertThat(next(QbftEffect.Reject.class).reason()).isEqualTo(reason);
  }

  void knowsIsLate(int peer) {
    assertThat(next(QbftEffect.PeerIsLate.class).member()).isEqualTo(member(peer));
  }

  void doesNothingElse() {
    assertThat(done).isEmpty();
  }

  private <T extends QbftEffect> T next(Class<T> kind) {
    assertThat(done).as("a %s", kind.getSimpleName()).isNotEmpty();
    assertThat(done.peek()).isInstanceOf(kind);
    return kind.cast(done.remove());
  }

  private void feed(QbftEvent event) {
    Step step = Qbft.step(state, event);
    state = step.state();
    done.addAll(step.effects());
  }

  private int member(int peer) {
    return (self + peer) % committee.size();
  }

  private int[] firstMembers() {
    int[] members = new int[committee.quorum()];
    Arrays.setAll(members, i -> i);
    return members;
  }

  private ProposalVote proposalVote(int round, Digest digest, int observed) {
    return new ProposalVote(
        height, round, leader(round), digest, observations(observed, digest), UNCHECKED);
  }

  private Certificate certificate(int round, Digest digest, int... members) {
    return new Certificate(
        height,
        round,
        digest,
        Arrays.stream(members).mapToObj(member -> new MemberSignature(member, UNCHECKED)).toList());
  }
}
