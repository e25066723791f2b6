package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/** What a member observed for a round; the body is opaque here and signed by its hash. */
public record ObservationVote(
    long height, int round, int member, Bytes body, RecoverableSignature signature)
    implements Vote {
  private static final Digest TYPE =
      Eip712.type("Observation(bytes32 committee,uint64 height,uint32 round,bytes32 body)");

  @Override
  public VoteKind kind() {
    return VoteKind.OBSERVATION;
  }

  @Override
  public Digest structHash(Digest committee) {
    return structHash(committee, height, round, body);
  }

  /** The struct hash of an observation that is not signed yet. */
  public static Digest structHash(Digest committee, long height, int round, Bytes body) {
    return Vote.words(TYPE, committee, height, round).word(body.keccak()).keccak();
  }
}
