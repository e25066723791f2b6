package io.loadline.risk.margin;

import io.loadline.risk.bytes.Address;
import java.util.Comparator;

/** A venue contract on its chain. */
public record VenueId(long chainId, Address venue) implements Comparable<VenueId> {
  private static final Comparator<VenueId> ORDER =
      Comparator.comparingLong(VenueId::chainId).thenComparing(VenueId::venue);

  @Override
  public int compareTo(VenueId other) {
    return ORDER.compare(this, other);
  }
}
