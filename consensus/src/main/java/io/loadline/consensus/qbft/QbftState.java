package io.loadline.consensus.qbft;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything one member knows about one height. Immutable to its users: only {@link Qbft} changes a
 * fresh copy before it hands it out.
 */
public final class QbftState {
  static final int NEVER = -1;
  private static final int PROPOSALS_KEPT = 8;
  private static final int COMPUTED_KEPT = 64;

  final Committee committee;
  final int self;
  final long height;
  final RoundTimes times;
  int round;
  boolean started;
  @Nullable PreparedCertificate lock;
  OwnVotes cast;

  /** The round whose fresh value was asked for. */
  int valueAsked = NEVER;

  /** The round whose mismatch was reported. */
  int mismatchReported = NEVER;

  /** Lists whose computation was asked for. */
  final Set<Digest> computationAsked;

  /** The value this node chose as leader; its list names the round. */
  @Nullable ObservationList fresh;

  /** Digests by the hash of the observations they follow from. */
  final Map<Digest, Digest> computed;

  /** The first justified proposal of each round. */
  final TreeMap<Integer, ProposalVote> proposals;

  Slots<PrepareVote> prepares = Slots.empty();
  Slots<CommitVote> commits = Slots.empty();
  Slots<RoundChange> roundChanges = Slots.empty();
  @Nullable Certificate decision;

  /**
   * A height before its first event.
   *
   * @param round the highest round this member voted in before a restart, else 0
   * @param lock the lock it held, or null
   * @param cast what it voted already
   */
  public QbftState(
      Committee committee,
      int self,
      long height,
      RoundTimes times,
      int round,
      @Nullable PreparedCertificate lock,
      OwnVotes cast) {
    this.committee = committee;
    this.self = self;
    this.height = height;
    this.times = times;
    this.round = round;
    this.lock = lock;
    this.cast = cast;
    this.computationAsked = new HashSet<>();
    this.computed = new HashMap<>();
    this.proposals = new TreeMap<>();
    if (lock != null) {
      keepProposal(lock.proposal());
    }
  }

  private QbftState(QbftState from) {
    committee = from.committee;
    self = from.self;
    height = from.height;
    times = from.times;
    round = from.round;
    started = from.started;
    lock = from.lock;
    cast = from.cast;
    valueAsked = from.valueAsked;
    mismatchReported = from.mismatchReported;
    computationAsked = new HashSet<>(from.computationAsked);
    fresh = from.fresh;
    computed = new HashMap<>(from.computed);
    proposals = new TreeMap<>(from.proposals);
    prepares = from.prepares;
    commits = from.commits;
    roundChanges = from.roundChanges;
    decision = from.decision;
  }

  QbftState copy() {
    return new QbftState(this);
  }

  /** The current round. */
  public int round() {
    return round;
  }

  /** The highest prepared certificate. */
  public @Nullable PreparedCertificate lock() {
    return lock;
  }

  /** The decision, once there is one. */
  public @Nullable Certificate decision() {
    return decision;
  }

  /** The decision with every COMMIT that arrived for it, also later ones. */
  public @Nullable Certificate widestDecision() {
    Certificate decided = decision;
    if (decided == null) {
      return null;
    }
    TreeMap<Integer, MemberSignature> votes = new TreeMap<>();
    decided.signatures().forEach(vote -> votes.put(vote.member(), vote));
    for (CommitVote vote : commits.in(decided.round())) {
      if (vote.digest().equals(decided.digest())) {
        votes.putIfAbsent(vote.member(), new MemberSignature(vote.member(), vote.signature()));
      }
    }
    return new Certificate(
        decided.height(), decided.round(), decided.digest(), List.copyOf(votes.values()));
  }

  /** The justified proposal of a round. */
  public @Nullable ProposalVote proposal(int inRound) {
    return proposals.get(inRound);
  }

  /** How many messages are buffered; bounded whatever peers send. */
  public int bufferedMessages() {
    return prepares.size() + commits.size() + roundChanges.size() + proposals.size();
  }

  /** Rounds whose observations may still be needed. */
  public Set<Integer> observationRounds() {
    Set<Integer> rounds = new HashSet<>();
    rounds.add(round);
    proposals.values().forEach(proposal -> rounds.add(proposal.observations().round()));
    PreparedCertificate held = lock;
    if (held != null) {
      rounds.add(held.proposal().observations().round());
    }
    return rounds;
  }

  /** Whether this node computed exactly this digest from these observations. */
  boolean leadsTo(ObservationList observations, Digest digest) {
    Digest known = computed.get(observations.hash());
    return known != null && known.equals(digest);
  }

  void keepProposal(ProposalVote proposal) {
    proposals.put(proposal.round(), proposal);
    if (proposals.size() > PROPOSALS_KEPT) {
      proposals.pollFirstEntry();
    }
  }

  void keepComputed(Digest observationsHash, Digest digest) {
    if (computed.size() < COMPUTED_KEPT) {
      computed.put(observationsHash, digest);
    }
  }
}
