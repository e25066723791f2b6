package io.loadline.consensus.ceremony;

import io.loadline.consensus.Address;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.SigningGroup;
import java.util.List;

/**
 * What came out of a ceremony.
 *
 * @param committee the committee that holds the key now
 * @param group the same as a sharing
 * @param transcript the decided name of everything that led here
 * @param completion confirmations and test signature, which prove it to anybody
 * @param confirmed who has a share on disk, proven: these and no others are to be counted on
 * @param without members whose share is not proven; repair them before counting on them
 * @param culprits who failed, and how
 */
public record CeremonyResult(
    Committee committee,
    SigningGroup group,
    Digest transcript,
    SignedMessage completion,
    List<Address> confirmed,
    List<Address> without,
    List<Culprit> culprits) {
  public CeremonyResult {
    confirmed = List.copyOf(confirmed);
    without = List.copyOf(without);
    culprits = List.copyOf(culprits);
  }
}
