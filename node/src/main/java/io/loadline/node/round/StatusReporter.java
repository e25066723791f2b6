package io.loadline.node.round;

import io.loadline.chain.rpc.EndpointHealth;
import io.loadline.chain.rpc.RpcException;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.http.NodeStatus;
import io.loadline.node.http.StatusBoard;
import io.loadline.node.network.PeerNetwork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second at how the node is and publishes it, with what it waits for in words. */
final class StatusReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
  private static final long PERIOD_MS = 1_000;

  private final NetworkManifest manifest;
  private final OwnKeys keys;
  private final ChainAccess chains;
  private final PeerNetwork network;
  private final SignedRounds rounds;
  private final RoundJournal journal;
  private final RoundCounters counters;
  private final RoundLoop loop;
  private final StatusBoard board;
  private final Thread thread;
  private volatile long openHeight;
  private volatile @Nullable String waitingForChain;

  StatusReporter(
      NetworkManifest manifest,
      OwnKeys keys,
      ChainAccess chains,
      PeerNetwork network,
      SignedRounds rounds,
      RoundJournal journal,
      RoundCounters counters,
      RoundLoop loop,
      StatusBoard board) {
    this.manifest = manifest;
    this.keys = keys;
    this.chains = chains;
    this.network = network;
    this.rounds = rounds;
    this.journal = journal;
    this.counters = counters;
    this.loop = loop;
    this.board = board;
    this.thread = Thread.ofVirtual().name("status").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** A height was opened. */
  void opened(long height) {
    openHeight = height;
  }

  /** Why the anchor chain shows nothing at present; null once it does. */
  void waitingForChain(@Nullable String reason) {
    if (reason != null && waitingForChain == null) {
      LOG.warn("waiting: {}", reason);
    } else if (reason == null && waitingForChain != null) {
      LOG.info("going on: the anchor chain answers again");
    }
    waitingForChain = reason;
  }

  private void run() {
    try {
      while (true) {
        board.publish(status());
        Thread.sleep(PERIOD_MS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private NodeStatus status() {
    Set<PeerId> connected = new HashSet<>(network.connectedMembers());
    List<NodeStatus.Chain> seen = chains();
    long newest = rounds.newestHeight();
    return new NodeStatus(
        manifest.name(),
        manifest.networkId().toHex(),
        Optional.of(keys.member()),
        keys.identity().address().toString(),
        network.peerId().toString(),
        openHeight,
        newest == 0 ? Optional.empty() : Optional.of(newest),
        journal.acceptedHeight(),
        manifest.peers().stream()
            .filter(peer -> !peer.peerId().equals(network.peerId()))
            .map(peer ->
                new NodeStatus.Peer(
                    peer.identity().toString(),
                    peer.peerId().toString(),
                    connected.contains(peer.peerId())))
            .toList(),
        seen,
        waitingFor(connected.size(), seen),
        counters());
  }

  private List<NodeStatus.Chain> chains() {
    List<NodeStatus.Chain> seen = new ArrayList<>();
    for (Map.Entry<Long, ChainAccess.Chain> chain : chains.all().entrySet()) {
      try {
        seen.add(
            new NodeStatus.Chain(
                chain.getKey(), true, chain.getValue().view().finalizedHead().number(), ""));
      } catch (RpcException e) {
        seen.add(new NodeStatus.Chain(chain.getKey(), false, 0, health(chain.getValue(), e)));
      }
    }
    return seen;
  }

  private static String health(ChainAccess.Chain chain, RpcException failure) {
    return chain.rpc().health().stream()
        .filter(endpoint -> !endpoint.usable())
        .map(EndpointHealth::lastFailure)
        .map(String::valueOf)
        .findFirst()
        .orElse(String.valueOf(failure.getMessage()));
  }

  private List<String> waitingFor(int connected, List<NodeStatus.Chain> seen) {
    List<String> causes = new ArrayList<>();
    if (!loop.alive()) {
      causes.add("The round loop has ended.");
    }
    String chain = waitingForChain;
    if (chain != null) {
      causes.add(chain);
    }
    for (NodeStatus.Chain each : seen) {
      if (!each.healthy()) {
        causes.add("Chain " + each.chainId() + " does not answer: " + each.detail());
      }
    }
    int members = manifest.committee().identities().size();
    int quorum = manifest.committee().threshold();
    if (connected + 1 < quorum) {
      causes.add(
          "Only %d of %d members are connected, this node among them; %d are needed."
              .formatted(connected + 1, members, quorum));
    }
    return causes;
  }

  private SortedMap<String, Long> counters() {
    SortedMap<String, Long> all = new TreeMap<>();
    counters.snapshot().forEach((name, count) -> all.put(name + "_total", count));
    network.metrics().forEach((name, value) -> all.put("p2p_" + name.replace('.', '_'), value));
    return all;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
