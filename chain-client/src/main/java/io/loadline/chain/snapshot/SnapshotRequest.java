package io.loadline.chain.snapshot;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.rules.Rules;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that decides a snapshot's bytes. There is one pin for every chain of the rules.
 *
 * @param anchor the anchor chain's pin; its time is the round's time
 * @param foreign the other chains' pins
 * @param observed prices of the decided observations, asset rising
 */
public record SnapshotRequest(
    Bytes32 networkId,
    Rules rules,
    Bytes32 rulesHash,
    long keyEpoch,
    long height,
    Pin anchor,
    List<Pin> foreign,
    List<ObservedPrice> observed,
    Carried carried) {

  public SnapshotRequest {
    foreign = List.copyOf(foreign);
    observed = List.copyOf(observed);
    if (anchor.chainId() != rules.anchor().chainId()) {
      throw new IllegalArgumentException(
          "the anchor pin is of chain %d, the rules anchor on %d"
              .formatted(anchor.chainId(), rules.anchor().chainId()));
    }
    List<Long> pinned = sorted(anchor, foreign).map(Pin::chainId).toList();
    List<Long> wanted = rules.chains().stream().map(Rules.Chain::chainId).toList();
    if (!pinned.equals(wanted)) {
      throw new IllegalArgumentException(
          "the pins are of chains %s, the rules name %s".formatted(pinned, wanted));
    }
  }

  /** All pins, chain id rising. */
  public List<Pin> pins() {
    return sorted(anchor, foreign).toList();
  }

  private static Stream<Pin> sorted(Pin anchor, List<Pin> foreign) {
    return Stream.concat(Stream.of(anchor), foreign.stream())
        .sorted(Comparator.comparingLong(Pin::chainId));
  }
}
