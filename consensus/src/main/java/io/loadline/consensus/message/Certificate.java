package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import java.util.List;

/**
 * Votes of several members for one digest in one round. Its canonical bytes are docs/formats.md,
 * section 8: [height, round, digest, [* [member, signature]]].
 *
 * @param signatures in rising member order, each member once
 */
public record Certificate(long height, int round, Digest digest, List<MemberSignature> signatures) {
  public Certificate {
    signatures = List.copyOf(signatures);
  }

  /** The votes read as PREPAREs. */
  public List<PrepareVote> asPrepares() {
    return signatures.stream()
        .map(s -> new PrepareVote(height, round, s.member(), digest, s.signature()))
        .toList();
  }

  /** The votes read as COMMITs. */
  public List<CommitVote> asCommits() {
    return signatures.stream()
        .map(s -> new CommitVote(height, round, s.member(), digest, s.signature()))
        .toList();
  }
}
