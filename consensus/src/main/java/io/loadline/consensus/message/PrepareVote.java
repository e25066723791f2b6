package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/** A member computed the proposed digest itself and is willing to commit to it. */
public record PrepareVote(
    long height, int round, int member, Digest digest, RecoverableSignature signature)
    implements Vote {
  private static final Digest TYPE =
      Eip712.type("Prepare(bytes32 committee,uint64 height,uint32 round,bytes32 digest)");

  @Override
  public VoteKind kind() {
    return VoteKind.PREPARE;
  }

  @Override
  public Digest structHash(Digest committee) {
    return structHash(committee, height, round, digest);
  }

  /** The struct hash of a vote that is not signed yet. */
  public static Digest structHash(Digest committee, long height, int round, Digest digest) {
    return Vote.words(TYPE, committee, height, round).word(digest).keccak();
  }
}
