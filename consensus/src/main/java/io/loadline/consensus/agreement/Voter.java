package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.IdentitySigner;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.message.CommitVote;
import io.loadline.consensus.message.Eip712;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.PreparedValue;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.consensus.message.RoundChangeVote;
import io.loadline.consensus.message.SigningMessage;
import org.jspecify.annotations.Nullable;

/** Signs this member's votes and messages. Whether a vote may be cast is decided elsewhere. */
final class Voter {
  /** Stands in a message until it is signed. */
  static final RecoverableSignature UNSIGNED =
      RecoverableSignature.of(new byte[RecoverableSignature.LENGTH]);

  private final Digest committee;
  private final int self;
  private final IdentitySigner signer;
  private final Eip712 domain;

  Voter(Committee committee, int self, IdentitySigner signer) {
    if (!committee.member(self).identity().equals(signer.address())) {
      throw new IllegalArgumentException(
          "member "
              + self
              + " is "
              + committee.member(self).identity()
              + ", not the signer's "
              + signer.address());
    }
    this.committee = committee.digest();
    this.self = self;
    this.signer = signer;
    this.domain = new Eip712(committee);
  }

  ObservationVote observation(long height, int round, Bytes body) {
    Digest struct = ObservationVote.structHash(committee, height, round, body);
    return new ObservationVote(height, round, self, body, sign(struct));
  }

  ProposalVote proposal(long height, int round, Digest digest, ObservationList list) {
    Digest struct = ProposalVote.structHash(committee, height, round, digest, list.hash());
    return new ProposalVote(height, round, self, digest, list, sign(struct));
  }

  PrepareVote prepare(long height, int round, Digest digest) {
    Digest struct = PrepareVote.structHash(committee, height, round, digest);
    return new PrepareVote(height, round, self, digest, sign(struct));
  }

  CommitVote commit(long height, int round, Digest digest) {
    Digest struct = CommitVote.structHash(committee, height, round, digest);
    return new CommitVote(height, round, self, digest, sign(struct));
  }

  RoundChangeVote roundChange(long height, int round, @Nullable PreparedValue prepared) {
    Digest struct = RoundChangeVote.structHash(committee, height, round, prepared);
    return new RoundChangeVote(height, round, self, prepared, sign(struct));
  }

  SigningMessage signed(SigningMessage message) {
    return message.withSignature(signer.sign(domain.digest(message)));
  }

  private RecoverableSignature sign(Digest struct) {
    return signer.sign(domain.digest(struct));
  }
}
