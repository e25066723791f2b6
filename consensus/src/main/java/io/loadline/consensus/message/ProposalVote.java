package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/** The leader's value for a round: a digest and the observations it follows from. */
public record ProposalVote(
    long height,
    int round,
    int member,
    Digest digest,
    ObservationList observations,
    RecoverableSignature signature)
    implements Vote {
  private static final Digest TYPE =
      Eip712.type(
          "Proposal(bytes32 committee,uint64 height,uint32 round,bytes32 digest,"
              + "bytes32 observations)");

  @Override
  public VoteKind kind() {
    return VoteKind.PROPOSAL;
  }

  @Override
  public Digest structHash(Digest committee) {
    return structHash(committee, height, round, digest, observations.hash());
  }

  /** The struct hash of a proposal that is not signed yet. */
  public static Digest structHash(
      Digest committee, long height, int round, Digest digest, Digest observationsHash) {
    return Vote.words(TYPE, committee, height, round).word(digest).word(observationsHash).keccak();
  }
}
