package io.loadline.consensus.message;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import java.util.List;

/**
 * The observations a proposal rests on.
 *
 * @param round the round they were signed for; older than the proposal's when a locked value
 *     returns
 * @param refs in rising member order, each member once
 */
public record ObservationList(int round, List<ObservationRef> refs) {
  public ObservationList {
    refs = List.copyOf(refs);
  }

  /** keccak256 of the concatenated observation hashes in member order. */
  public Digest hash() {
    return Keccak.hash(refs.stream().map(ref -> ref.hash().bytes()).toArray(byte[][]::new));
  }
}
