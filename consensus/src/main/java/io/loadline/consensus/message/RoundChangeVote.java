package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import org.jspecify.annotations.Nullable;

/**
 * A member enters a round and says what it is locked on.
 *
 * @param prepared the lock, or null if the member holds none
 */
public record RoundChangeVote(
    long height,
    int round,
    int member,
    @Nullable PreparedValue prepared,
    RecoverableSignature signature)
    implements Vote {
  private static final Digest TYPE =
      Eip712.type(
          "RoundChange(bytes32 committee,uint64 height,uint32 round,bool prepared,"
              + "uint32 preparedRound,bytes32 preparedDigest)");
  private static final Digest ZERO = Digest.of(new byte[Digest.LENGTH]);

  @Override
  public VoteKind kind() {
    return VoteKind.ROUND_CHANGE;
  }

  @Override
  public Digest structHash(Digest committee) {
    return structHash(committee, height, round, prepared);
  }

  /** The struct hash of a round change that is not signed yet. */
  public static Digest structHash(
      Digest committee, long height, int round, @Nullable PreparedValue prepared) {
    return Vote.words(TYPE, committee, height, round)
        .bool(prepared != null)
        .uint(prepared == null ? 0 : prepared.round())
        .word(prepared == null ? ZERO : prepared.digest())
        .keccak();
  }
}
