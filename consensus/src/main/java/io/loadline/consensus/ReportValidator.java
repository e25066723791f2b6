package io.loadline.consensus;

import java.util.Optional;

/**
 * What consensus must know about content that it otherwise carries as opaque bytes. Pure functions:
 * every node gives the same answer to the same bytes.
 */
public interface ReportValidator {
  /** Whether an observation body is well formed and belongs to this height and round. */
  boolean acceptsObservation(long height, int round, Bytes body);

  /**
   * The digest that report bytes of this height stand for; empty if they are not a report of it.
   */
  Optional<Digest> reportDigest(long height, Bytes report);
}
