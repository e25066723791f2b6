package io.loadline.node.http;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a node says of itself. The loop publishes a new one whenever something changed.
 *
 * @param member index in the committee; empty for an observer
 * @param openHeight the height being worked on, 0 before the first
 * @param lastSignedHeight the newest round with a group signature
 * @param lastAcceptedHeight the newest round a contract accepted
 * @param waitingFor what keeps it from going on, each a sentence; empty while rounds flow
 * @param counters for metrics, by name without prefix: snake case, ending in its unit or _total
 */
public record NodeStatus(
    String network,
    String networkId,
    Optional<Integer> member,
    String identity,
    String peerId,
    long openHeight,
    Optional<Long> lastSignedHeight,
    Optional<Long> lastAcceptedHeight,
    List<Peer> peers,
    List<Chain> chains,
    List<String> waitingFor,
    SortedMap<String, Long> counters) {
  public NodeStatus {
    peers = List.copyOf(peers);
    chains = List.copyOf(chains);
    waitingFor = List.copyOf(waitingFor);
  }

  /** Another member of the committee. */
  public record Peer(String identity, String peerId, boolean connected) {}

  /**
   * A chain as this node sees it.
   *
   * @param detail what is wrong, or empty
   */
  public record Chain(long chainId, boolean healthy, long finalizedBlock, String detail) {}

  /** Whether rounds can flow: nothing is waited for. */
  public boolean ready() {
    return waitingFor.isEmpty();
  }
}
