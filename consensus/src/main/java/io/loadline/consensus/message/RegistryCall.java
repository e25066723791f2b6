package io.loadline.consensus.message;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.RecoverableSignature;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Evidence as a call of the registry contract: selector and ABI-encoded arguments. Whoever sends it
 * gets the finder's share.
 */
final class RegistryCall {
  private static final int WORD = 32;
  private static final Digest NONE = Digest.of(new byte[Digest.LENGTH]);
  private static final String ROUND_CHANGE = "(uint32,bool,uint32,bytes32,bytes)";

  private RegistryCall() {}

  static Bytes of(Digest committee, EvidencePair pair) {
    return switch (pair.offence()) {
      case DOUBLE_VOTE -> doubleVote(committee, pair.first(), pair.second());
      case AMNESIA ->
          amnesia(committee, (CommitVote) pair.first(), (RoundChangeVote) pair.second());
    };
  }

  private static Bytes doubleVote(Digest committee, Vote first, Vote second) {
    if (first instanceof RoundChangeVote a && second instanceof RoundChangeVote b) {
      return call(
          "slashRoundChange(bytes32,uint64," + ROUND_CHANGE + "," + ROUND_CHANGE + ")",
          new AbiWords().word(committee).uint(first.height()),
          roundChange(a),
          roundChange(b));
    }
    AbiWords slot =
        new AbiWords()
            .uint(contractKind(first.kind()))
            .word(committee)
            .uint(first.height())
            .uint(first.round());
    return call(
        "slash((uint8,bytes32,uint64,uint32),(bytes32,bytes32,bytes),(bytes32,bytes32,bytes))",
        slot,
        vote(first),
        vote(second));
  }

  private static Bytes amnesia(Digest committee, CommitVote commit, RoundChangeVote change) {
    AbiWords committed = new AbiWords().uint(commit.round()).word(commit.digest());
    return call(
        "slashAmnesia(bytes32,uint64,(uint32,bytes32,bytes)," + ROUND_CHANGE + ")",
        new AbiWords().word(committee).uint(commit.height()),
        withSignature(committed, 2, commit.signature()),
        roundChange(change));
  }

  /** The order of the contract's {@code VoteKind}. */
  private static int contractKind(VoteKind kind) {
    return switch (kind) {
      case PROPOSAL -> 0;
      case PREPARE -> 1;
      case COMMIT -> 2;
      case OBSERVATION -> 3;
      case ROUND_CHANGE -> 4;
    };
  }

  private static byte[] vote(Vote vote) {
    AbiWords content =
        switch (vote) {
          case ProposalVote v -> new AbiWords().word(v.digest()).word(v.observations().hash());
          case PrepareVote v -> new AbiWords().word(v.digest()).word(NONE);
          case CommitVote v -> new AbiWords().word(v.digest()).word(NONE);
          case ObservationVote v -> new AbiWords().word(v.body().keccak()).word(NONE);
          case RoundChangeVote _ ->
              throw new IllegalArgumentException("a round change has a call of its own");
        };
    return withSignature(content, 2, vote.signature());
  }

  private static byte[] roundChange(RoundChangeVote vote) {
    PreparedValue prepared = vote.prepared();
    AbiWords content =
        new AbiWords()
            .uint(vote.round())
            .bool(prepared != null)
            .uint(prepared == null ? 0 : prepared.round())
            .word(prepared == null ? NONE : prepared.digest());
    return withSignature(content, 4, vote.signature());
  }

  /** A tuple of static words that ends with the signature, whose place comes after them. */
  private static byte[] withSignature(AbiWords words, int count, RecoverableSignature signature) {
    return words
        .uint((count + 1L) * WORD)
        .uint(RecoverableSignature.LENGTH)
        .padded(signature.bytes())
        .toByteArray();
  }

  /** Static words, then two dynamic tuples. */
  private static Bytes call(String function, AbiWords head, byte[] first, byte[] second) {
    long headBytes = head.toByteArray().length + 2L * WORD;
    byte[] arguments =
        head.uint(headBytes)
            .uint(headBytes + first.length)
            .padded(first)
            .padded(second)
            .toByteArray();
    byte[] selector = Keccak.hash(function.getBytes(StandardCharsets.US_ASCII)).bytes();
    byte[] call = Arrays.copyOf(selector, 4 + arguments.length);
    System.arraycopy(arguments, 0, call, 4, arguments.length);
    return Bytes.of(call);
  }
}
