package io.loadline.node.round;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.BundleException;
import io.loadline.node.bundle.BundleReplayer;
import io.loadline.node.bundle.BundleVerifier;
import io.loadline.node.bundle.Replay;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.bundle.Verification;
import io.loadline.node.network.PeerNetwork;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.report.RoundResult;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets rounds from other members that this node missed, checks each as an auditor would, and keeps
 * it. From a fetched round it follows the chain of previous reports back to what is held already.
 */
final class BundleFetcher {
  private static final Logger LOG = LoggerFactory.getLogger(BundleFetcher.class);
  private static final int MAX_STEPS_BACK = 256;

  private final Bytes32 networkId;
  private final PeerNetwork network;
  private final SignedRounds rounds;
  private final RoundJournal journal;

  BundleFetcher(Bytes32 networkId, PeerNetwork network, SignedRounds rounds, RoundJournal journal) {
    this.networkId = networkId;
    this.network = network;
    this.rounds = rounds;
    this.journal = journal;
  }

  /** Fetches a round, and those before it that are missing. Blocking; true if the round is held. */
  synchronized boolean fetch(long height, Bytes32 digest) {
    long wantedHeight = height;
    Bytes32 wantedDigest = digest;
    boolean first = false;
    for (int step = 0; step < MAX_STEPS_BACK; step++) {
      if (rounds.holds(wantedHeight, wantedDigest)) {
        return true;
      }
      Optional<RoundBundle> bundle = fromAnyone(wantedHeight, wantedDigest);
      if (bundle.isEmpty()) {
        LOG.debug("height={} no connected member gives its bundle", wantedHeight);
        return first;
      }
      first = true;
      LOG.info("height={} round caught up from another member", wantedHeight);
      Carried before = bundle.get().snapshot().carried();
      if (!before.hasPrevious()) {
        return true;
      }
      wantedHeight = before.previousHeight();
      wantedDigest = before.previousReport();
    }
    return first;
  }

  private Optional<RoundBundle> fromAnyone(long height, Bytes32 digest) {
    for (PeerId peer : network.connectedMembers()) {
      try {
        byte[] bytes = network.requestBundle(peer, height);
        if (bytes.length > 0) {
          RoundBundle bundle = BundleCodec.decode(bytes);
          Optional<String> objection = take(bundle, bytes, height, digest);
          if (objection.isEmpty()) {
            return Optional.of(bundle);
          }
          LOG.warn("height={} bundle of {} refused: {}", height, peer, objection.get());
        }
      } catch (IOException | BundleException e) {
        LOG.debug("height={} bundle of {}: {}", height, peer, e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Keeps the bundle if it is the wanted one and holds; otherwise says why not. */
  private Optional<String> take(RoundBundle bundle, byte[] bytes, long height, Bytes32 digest) {
    switch (BundleVerifier.verify(bundle)) {
      case Verification.Broken(String place, String reason) -> {
        return Optional.of(place + " " + reason);
      }
      case Verification.Sound(Bytes32 network, long ofHeight, Bytes32 ofDigest) -> {
        if (!network.equals(networkId) || ofHeight != height || !ofDigest.equals(digest)) {
          return Optional.of("it is of another report");
        }
      }
    }
    return switch (BundleReplayer.replay(bundle)) {
      case Replay.Identical(RoundResult result) -> {
        rounds.keep(bundle, bytes, result.next());
        journal.caughtUp(height);
        yield Optional.empty();
      }
      case Replay.Different(String place, String reported, String computed) ->
          Optional.of(place + " is " + reported + ", recomputed " + computed);
      case Replay.Impossible(String place, String reason) -> Optional.of(place + " " + reason);
    };
  }
}
