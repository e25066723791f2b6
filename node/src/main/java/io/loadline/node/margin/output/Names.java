package io.loadline.node.margin.output;

import io.loadline.node.margin.input.MarginCase;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.margin.VenueId;

/** What the portfolio file calls things. */
record Names(MarginCase account) {

  String venue(Address venue) {
    return account.venueNames().getOrDefault(venue, venue.toHex());
  }

  String venue(VenueId venue) {
    return venue(venue.venue());
  }
}
