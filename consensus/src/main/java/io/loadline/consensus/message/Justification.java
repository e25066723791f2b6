package io.loadline.consensus.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a proposal of a later round is legal.
 *
 * @param roundChanges a quorum for the proposal's round, in rising member order
 * @param prepared the certificate of the highest lock among them, or null if none is locked
 */
public record Justification(
    List<RoundChangeVote> roundChanges, @Nullable PreparedCertificate prepared) {
  public Justification {
    roundChanges = List.copyOf(roundChanges);
  }
}
