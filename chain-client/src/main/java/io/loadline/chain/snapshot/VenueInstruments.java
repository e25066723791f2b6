package io.loadline.chain.snapshot;

import io.loadline.chain.contracts.VenueCalls;
import io.loadline.chain.lens.PinnedCaller;
import io.loadline.chain.lens.VenueDecoder;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Instrument;
import java.util.ArrayList;
import java.util.List;

/** A venue's list of instruments. It only grows, so that what was read once is not read again. */
final class VenueInstruments {
  private static final long MOST_INSTRUMENTS = 1_000_000;
  private static final long FIRST_CHUNK = 2_000;
  private static final long MOST_CHUNK = 16_000;

  private final long chainId;
  private final Address venue;
  private final AdaptiveChunks chunks = new AdaptiveChunks(FIRST_CHUNK, MOST_CHUNK);
  private final List<Instrument> known = new ArrayList<>();

  VenueInstruments(long chainId, Address venue) {
    this.chainId = chainId;
    this.venue = venue;
  }

  /** The instruments listed at the caller's block. */
  synchronized List<Instrument> at(PinnedCaller caller) throws RpcException {
    long count = caller.callNumber(venue, VenueCalls.instrumentCount());
    if (count > MOST_INSTRUMENTS) {
      throw new RpcException.Malformed(
          caller.sourceName(venue), "it lists %d instruments".formatted(count));
    }
    chunks.readAll(
        known.size(),
        Math.max(known.size(), count),
        (from, to) -> {
          int size = (int) (to - from);
          byte[] packed = caller.callBytes(venue, VenueCalls.readInstruments(from, size));
          known.addAll(
              VenueDecoder.instruments(packed, size, chainId, venue, caller.sourceName(venue)));
        });
    return List.copyOf(known.subList(0, (int) count));
  }
}
