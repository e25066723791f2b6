package io.loadline.consensus.agreement;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.ReportValidator;
import io.loadline.consensus.frost.GroupKey;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.Eip712;
import io.loadline.consensus.message.FetchObservations;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.NonceOffer;
import io.loadline.consensus.message.NonceRequest;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RecallAnswer;
import io.loadline.consensus.message.RecallRequest;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SessionNonces;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SignedReport;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.Vote;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.qbft.Justifications;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message is right by its own bytes: members, signatures, certificates, justifications.
 * What passes here was said by whom it says. Thread-safe; gate and machine share one, so that no
 * signature is recovered twice.
 */
public final class MessageVerifier {
  private final Committee committee;
  private final ReportValidator reports;
  private final Eip712 domain;
  private final GroupKey groupKey;
  private final Justifications justifications;
  private final RecoveredSigners signers = new RecoveredSigners();

  /** Checks messages of one committee. */
  public MessageVerifier(Committee committee, ReportValidator reports) {
    this.committee = committee;
    this.reports = reports;
    this.domain = new Eip712(committee);
    this.groupKey =
        new GroupKey(
            Point.parse(committee.groupKey().toArray())
                .orElseThrow(() -> new IllegalArgumentException("the group key is no point")));
    this.justifications = new Justifications(committee);
  }

  /** The committee whose messages these are. */
  public Committee committee() {
    return committee;
  }

  /** What is wrong with a message; empty if nothing is. */
  public Optional<Rejection> objection(WireMessage message) {
    return switch (message) {
      case SignedObservation m -> vote(m.vote()).or(() -> body(m.vote()));
      case Prepare m -> vote(m.vote());
      case Commit m -> vote(m.vote()).or(() -> nonces(m.vote(), m.nonces()));
      case Proposal m -> justifications.objection(m).or(() -> proposal(m));
      case RoundChange m ->
          justifications.objection(m).or(() -> vote(m.vote())).or(() -> prepared(m.certificate()));
      case Decided m -> decided(m);
      case SigningMessage m -> signing(m);
      case SignedReport m -> report(m);
    };
  }

  private Optional<Rejection> vote(Vote vote) {
    if (vote.member() >= committee.size()) {
      return Optional.of(Fault.UNKNOWN_MEMBER);
    }
    return isSignedBy(vote.member(), domain.digest(vote), vote.signature());
  }

  private Optional<Rejection> votes(List<? extends Vote> votes) {
    for (Vote vote : votes) {
      Optional<Rejection> objection = vote(vote);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private Optional<Rejection> body(ObservationVote vote) {
    return reports.acceptsObservation(vote.height(), vote.round(), vote.body())
        ? Optional.empty()
        : Optional.of(Fault.INVALID_OBSERVATION);
  }

  /** The nonces of a COMMIT are for that vote's value and that round's leader. */
  private Optional<Rejection> nonces(CommitVote vote, NonceOffer offer) {
    boolean bound =
        offer.height() == vote.height()
            && offer.round() == vote.round()
            && offer.digest().equals(vote.digest())
            && offer.sender() == vote.member()
            && offer.coordinator() == committee.leader(vote.height(), vote.round());
    return bound ? signing(offer) : Optional.of(Fault.MALFORMED);
  }

  private Optional<Rejection> proposal(Proposal message) {
    Optional<Rejection> objection = vote(message.vote());
    Justification justification = message.justification();
    if (objection.isPresent() || justification == null) {
      return objection;
    }
    return votes(justification.roundChanges()).or(() -> prepared(justification.prepared()));
  }

  private Optional<Rejection> prepared(@Nullable PreparedCertificate certificate) {
    if (certificate == null) {
      return Optional.empty();
    }
    return votes(certificate.prepares().asPrepares()).or(() -> vote(certificate.proposal()));
  }

  private Optional<Rejection> commits(Certificate certificate) {
    return justifications.isQuorum(certificate)
        ? votes(certificate.asCommits())
        : Optional.of(Fault.TOO_FEW_VOTES);
  }

  private Optional<Rejection> decided(Decided message) {
    Certificate certificate = message.certificate();
    ProposalVote proposal = message.proposal();
    Optional<Rejection> objection = commits(certificate);
    if (objection.isPresent() || proposal == null) {
      return objection;
    }
    boolean belongs =
        proposal.height() == certificate.height()
            && proposal.round() == certificate.round()
            && proposal.digest().equals(certificate.digest());
    return belongs
        ? justifications.objection(proposal).or(() -> vote(proposal))
        : Optional.of(Fault.MALFORMED);
  }

  private Optional<Rejection> signing(SigningMessage message) {
    boolean wellFormed =
        switch (message) {
          case NonceRequest _ -> true;
          case NonceOffer m -> isMember(m.coordinator()) && areNonces(m.nonces());
          case SignRequest m ->
              m.signers().size() == committee.quorum()
                  && m.signers().stream().map(SessionNonces::member).allMatch(this::isMember)
                  && m.signers().stream().map(SessionNonces::nonces).allMatch(this::areNonces);
          case SignShare m -> isMember(m.coordinator()) && areNonces(m.next());
          case RecallRequest m -> m.round() == 0;
          case RecallAnswer m -> isMember(m.member());
          case FetchObservations m -> m.refs().stream().allMatch(ref -> isMember(ref.member()));
        };
    if (!wellFormed) {
      return Optional.of(Fault.MALFORMED);
    }
    if (!isMember(message.sender())) {
      return Optional.of(Fault.UNKNOWN_MEMBER);
    }
    return isSignedBy(message.sender(), domain.digest(message), message.signature())
        .or(() ->
            message instanceof RecallAnswer m
                ? isSignedBy(m.member(), domain.digest(m.vote()), m.voteSignature())
                : Optional.empty());
  }

  private Optional<Rejection> report(SignedReport message) {
    Certificate certificate = message.certificate();
    Digest digest = message.digest();
    if (certificate.height() != message.height() || !certificate.digest().equals(digest)) {
      return Optional.of(Fault.MALFORMED);
    }
    if (!reports
        .reportDigest(message.height(), message.report())
        .filter(digest::equals)
        .isPresent()) {
      return Optional.of(Fault.INVALID_REPORT);
    }
    Optional<Rejection> objection = commits(certificate);
    if (objection.isPresent()) {
      return objection;
    }
    return GroupSignature.parseCompressed(message.groupSignature().toArray())
            .filter(signature -> signature.verify(groupKey, digest.bytes()))
            .isPresent()
        ? Optional.empty()
        : Optional.of(Fault.INVALID_GROUP_SIGNATURE);
  }

  private boolean isMember(int index) {
    return index < committee.size();
  }

  private boolean areNonces(Bytes nonces) {
    return NonceCommitment.parse(nonces.toArray()).isPresent();
  }

  private Optional<Rejection> isSignedBy(
      int member, Digest digest, RecoverableSignature signature) {
    Address identity = committee.member(member).identity();
    return signers.of(digest, signature).filter(identity::equals).isPresent()
        ? Optional.empty()
        : Optional.of(Fault.BAD_SIGNATURE);
  }
}
