package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.EvidencePair;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.WireMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the node must do, in the order given. */
public sealed interface Effect {
  /** Write durably before any later effect of the same list runs. */
  record Persist(RecordEntry entry) implements Effect {}

  /** Send to all members; a {@code SignedReport} also goes to the reports topic. */
  record Broadcast(WireMessage message) implements Effect {}

  /** Make this node's observation for the round; answered by {@link Event.ObservationReady}. */
  record RequestObservation(long height, int round) implements Effect {}

  /**
   * Compute the report from these observations, in this order. The outcome may depend on nothing
   * else of the round; answered by {@link Event.Computed} or {@link Event.ComputeFailed}.
   */
  record Compute(
      long height, int round, Digest observationsHash, List<ObservationVote> observations)
      implements Effect {
    public Compute {
      observations = List.copyOf(observations);
    }
  }

  /** Give {@link Event.TimerExpired} after a delay; replaces a running timer of the same key. */
  record SetTimer(TimerKey timer, long delayMs) implements Effect {}

  /** Forget a timer. */
  record CancelTimer(TimerKey timer) implements Effect {}

  /** This node entered a round. */
  record RoundEntered(long height, int round) implements Effect {}

  /** A quorum committed to the digest; happens at most once per height. */
  record Decided(long height, int round, Digest digest, Certificate certificate)
      implements Effect {}

  /**
   * The height has its group signature; happens at most once per height.
   *
   * @param report the report's bytes
   * @param certificate COMMITs of the digest, at least a quorum
   * @param proposal the proposal of the certificate's round, or null if this node never saw it
   * @param observations those the proposal lists, in its order; fewer if this node lacks some
   */
  record Signed(
      long height,
      Digest digest,
      Bytes report,
      GroupSignature signature,
      Certificate certificate,
      @Nullable ProposalVote proposal,
      List<ObservationVote> observations)
      implements Effect {
    public Signed {
      observations = List.copyOf(observations);
    }

    /** Whether everything an auditor needs is here. */
    public boolean complete() {
      return proposal != null && observations.size() == proposal.observations().refs().size();
    }
  }

  /** Alarm: equal observations, different digests. Somebody computes wrongly. */
  record DigestMismatch(long height, int round, int leader, Digest proposed, Digest computed)
      implements Effect {}

  /**
   * Alarm: after a start, another member showed a vote that this member's key signed and its record
   * lacks. Nothing is signed at this height. Either the record is an old one, or a second process
   * has the same key.
   *
   * @param shownBy the member that showed it
   */
  record RecordBehind(long height, int round, int shownBy) implements Effect {}

  /** A member broke a rule and this proves it. */
  record Evidence(EvidencePair pair) implements Effect {}

  /**
   * A message was not taken.
   *
   * @param member its author, or -1 if it names none
   */
  record Rejected(long height, int member, Rejection reason) implements Effect {}
}
