package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/**
 * The highest vote of a member that the sender holds at a height. It shows the vote's signature, so
 * nobody can claim a vote that the member did not sign; silence stands for none.
 *
 * @param round the vote's round
 * @param digest the challenge of the request
 * @param member whose vote it is
 * @param vote the vote's EIP-712 struct hash
 * @param voteSignature the member's signature over it
 */
public record RecallAnswer(
    long height,
    int round,
    Digest digest,
    int sender,
    int member,
    Digest vote,
    RecoverableSignature voteSignature,
    RecoverableSignature signature,
    int resend)
    implements SigningMessage {
  @Override
  public RecallAnswer withSignature(RecoverableSignature signed) {
    return new RecallAnswer(
        height, round, digest, sender, member, vote, voteSignature, signed, resend);
  }

  @Override
  public RecallAnswer withResend(int times) {
    return new RecallAnswer(
        height, round, digest, sender, member, vote, voteSignature, signature, times);
  }
}
