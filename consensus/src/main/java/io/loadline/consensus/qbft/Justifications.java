package io.loadline.consensus.qbft;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.PreparedValue;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.RoundChangeVote;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message proves what it claims: a function of the message and the committee alone, never
 * of what this node has seen. Signatures are checked elsewhere.
 */
public final class Justifications {
  private final Committee committee;

  /** Rules for one committee. */
  public Justifications(Committee committee) {
    this.committee = committee;
  }

  /** Whether a proposal of round 0 comes bare, and one of a later round with its full proof. */
  public Optional<Rejection> objection(Proposal message) {
    ProposalVote vote = message.vote();
    Optional<Rejection> objection = objection(vote);
    if (objection.isPresent()) {
      return objection;
    }
    Justification justification = message.justification();
    boolean justified =
        vote.round() == 0
            ? justification == null && vote.observations().round() == 0
            : justification != null && justifies(justification, vote);
    return justified ? Optional.empty() : Optional.of(Rejection.Fault.UNJUSTIFIED_PROPOSAL);
  }

  /** Whether a proposal comes from its round's leader and rests on a quorum of observations. */
  public Optional<Rejection> objection(ProposalVote vote) {
    ObservationList observations = vote.observations();
    if (vote.member() != committee.leader(vote.height(), vote.round())) {
      return Optional.of(Rejection.Fault.NOT_THE_LEADER);
    }
    if (observations.refs().size() < committee.quorum()
        || !areMembers(observations.refs(), ref -> ref.member())) {
      return Optional.of(Rejection.Fault.TOO_FEW_OBSERVATIONS);
    }
    return observations.round() > vote.round()
        ? Optional.of(Rejection.Fault.UNJUSTIFIED_PROPOSAL)
        : Optional.empty();
  }

  /** Whether a round change claims no lock, or proves the one it claims. */
  public Optional<Rejection> objection(RoundChange message) {
    RoundChangeVote vote = message.vote();
    PreparedValue prepared = vote.prepared();
    PreparedCertificate certificate = message.certificate();
    boolean justified =
        vote.round() > 0
            && (prepared == null
                ? certificate == null
                : certificate != null
                    && prepared.round() < vote.round()
                    && proves(certificate, vote.height(), prepared));
    return justified ? Optional.empty() : Optional.of(Rejection.Fault.UNJUSTIFIED_ROUND_CHANGE);
  }

  /** Whether a certificate holds votes of a quorum. */
  public boolean isQuorum(Certificate certificate) {
    return certificate.signatures().size() >= committee.quorum()
        && areMembers(certificate.signatures(), vote -> vote.member());
  }

  private boolean justifies(Justification justification, ProposalVote vote) {
    List<RoundChangeVote> votes = justification.roundChanges();
    if (votes.size() < committee.quorum() || !areMembers(votes, RoundChangeVote::member)) {
      return false;
    }
    for (RoundChangeVote change : votes) {
      PreparedValue prepared = change.prepared();
      if (change.height() != vote.height()
          || change.round() != vote.round()
          || (prepared != null && prepared.round() >= vote.round())) {
        return false;
      }
    }
    PreparedValue highest = highest(votes);
    PreparedCertificate certificate = justification.prepared();
    if (highest == null) {
      return certificate == null && vote.observations().round() == vote.round();
    }
    return certificate != null
        && isUnambiguous(votes, highest)
        && proves(certificate, vote.height(), highest)
        && vote.digest().equals(highest.digest())
        && vote.observations().round() <= highest.round();
  }

  private boolean proves(PreparedCertificate certificate, long height, PreparedValue value) {
    ProposalVote proposal = certificate.proposal();
    return certificate.value().equals(value)
        && certificate.prepares().height() == height
        && isQuorum(certificate.prepares())
        && proposal.height() == height
        && proposal.round() == value.round()
        && proposal.digest().equals(value.digest())
        && objection(proposal).isEmpty();
  }

  /** The lock of the highest round among round changes, or null if none is locked. */
  static @Nullable PreparedValue highest(List<RoundChangeVote> votes) {
    PreparedValue highest = null;
    for (RoundChangeVote vote : votes) {
      PreparedValue prepared = vote.prepared();
      if (prepared != null && (highest == null || prepared.round() > highest.round())) {
        highest = prepared;
      }
    }
    return highest;
  }

  /** Two digests prepared in one round cannot both be true. */
  private static boolean isUnambiguous(List<RoundChangeVote> votes, PreparedValue highest) {
    return votes.stream()
        .map(RoundChangeVote::prepared)
        .allMatch(prepared ->
            prepared == null || prepared.round() != highest.round() || prepared.equals(highest));
  }

  /** Whether all are members, rising, so that nobody counts twice. */
  private <T> boolean areMembers(List<T> entries, ToIntFunction<T> member) {
    int last = -1;
    for (T entry : entries) {
      int index = member.applyAsInt(entry);
      if (index <= last || index >= committee.size()) {
        return false;
      }
      last = index;
    }
    return true;
  }
}
