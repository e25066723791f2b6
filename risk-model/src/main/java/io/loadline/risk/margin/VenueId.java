package io.loadline.risk.margin;

import io.loadline.risk.bytes.Address;

/** A venue contract on its chain. */
public record VenueId(long chainId, Address venue) {}
