package io.loadline.consensus.message;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/**
 * The slashable part of a message: an EIP-712 struct signed by an identity key. Two different votes
 * of one member with the same kind, height and round are evidence.
 */
public sealed interface Vote
    permits ObservationVote, ProposalVote, PrepareVote, CommitVote, RoundChangeVote {
  /** Which slot of the round this vote fills. */
  VoteKind kind();

  /** The height voted on. */
  long height();

  /** The round voted in, from 0. */
  int round();

  /** Index of the member that signed. */
  int member();

  /** Signature of the member's identity key over the EIP-712 digest. */
  RecoverableSignature signature();

  /** EIP-712 {@code hashStruct} of this vote in a committee. */
  Digest structHash(Digest committee);

  /** The first words every vote struct shares: type hash, committee, height, round. */
  static AbiWords words(Digest typeHash, Digest committee, long height, int round) {
    return new AbiWords().word(typeHash).word(committee).uint(height).uint(round);
  }
}
