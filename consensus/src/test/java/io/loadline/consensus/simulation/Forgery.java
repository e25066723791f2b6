package io.loadline.consensus.simulation;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.Eip712;
import io.loadline.consensus.message.Justification;
import io.loadline.consensus.message.NonceOffer;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.RoundChangeVote;
import io.loadline.consensus.message.SignRequest;
import io.loadline.consensus.message.SignShare;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.SigningMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages no honest member would send, signed with a member's own key. */
final class Forgery {
  private final int member;
  private final LocalIdentitySigner signer;
  private final Eip712 domain;
  private final Digest committee;

  Forgery(TestCommittee keys, int member) {
    this.member = member;
    this.signer = keys.signers().get(member);
    this.domain = new Eip712(keys.committee());
    this.committee = keys.committee().digest();
  }

  SignedObservation observation(ObservationVote vote, Bytes body, int resend) {
    Digest struct = ObservationVote.structHash(committee, vote.height(), vote.round(), body);
    return new SignedObservation(
        new ObservationVote(vote.height(), vote.round(), member, body, sign(struct)), resend);
  }

  Prepare prepare(long height, int round, Digest digest) {
    Digest struct = PrepareVote.structHash(committee, height, round, digest);
    return new Prepare(new PrepareVote(height, round, member, digest, sign(struct)), 0);
  }

  Commit commit(Commit commit, Digest digest) {
    CommitVote vote = commit.vote();
    Digest struct = CommitVote.structHash(committee, vote.height(), vote.round(), digest);
    NonceOffer offer = commit.nonces();
    SigningMessage moved =
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
        new CommitVote(vote.height(), vote.round(), member, digest, sign(struct)),
        (NonceOffer) moved,
        0);
  }

  Proposal proposal(
      long height,
      int round,
      Digest digest,
      ObservationList list,
      @Nullable Justification justification) {
    Digest struct = ProposalVote.structHash(committee, height, round, digest, list.hash());
    return new Proposal(
        new ProposalVote(height, round, member, digest, list, sign(struct)), justification, 0);
  }

  RoundChange roundChange(long height, int round, @Nullable PreparedCertificate lock, int resend) {
    Digest struct =
        RoundChangeVote.structHash(committee, height, round, lock == null ? null : lock.value());
    return new RoundChange(
        new RoundChangeVote(
            height, round, member, lock == null ? null : lock.value(), sign(struct)),
        lock,
        resend);
  }

  /** A justification of nothing but this member's own word, said often enough. */
  Justification ownWord(long height, int round, int times) {
    RoundChangeVote own = roundChange(height, round, null, 0).vote();
    return new Justification(Collections.nCopies(times, own), null);
  }

  /** The round changes that show no lock, as if there were no others; at least one is left out. */
  static Justification withoutLocks(Justification justification) {
    List<RoundChangeVote> votes = new ArrayList<>(justification.roundChanges());
    if (!votes.removeIf(vote -> vote.prepared() != null)) {
      votes.removeLast();
    }
    return new Justification(votes, null);
  }

  /** A quorum minus one is no justification. */
  static Proposal stripped(Proposal proposal) {
    Justification justification = proposal.justification();
    if (justification == null) {
      return proposal;
    }
    List<RoundChangeVote> votes = new ArrayList<>(justification.roundChanges());
    votes.removeLast();
    return new Proposal(
        proposal.vote(), new Justification(votes, justification.prepared()), proposal.resend());
  }

  SigningMessage broken(SignShare share) {
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

  SigningMessage nextSession(SignRequest request) {
    return signed(
        new SignRequest(
            request.height(),
            request.round(),
            request.digest(),
            member,
            request.attempt(),
            request.session() + 1,
            request.signers(),
            request.signature(),
            request.resend()));
  }

  private SigningMessage signed(SigningMessage message) {
    return message.withSignature(signer.sign(domain.digest(message)));
  }

  private RecoverableSignature sign(Digest struct) {
    return signer.sign(domain.digest(struct));
  }
}
