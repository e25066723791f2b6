package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The score of every peer, as gossipsub 1.1 defines it: cap(sum of topics) + w5 P5 + w6 P6 + w7 P7.
 * Reads no clock; the same calls give the same scores.
 */
final class PeerScores {
  /** Peers that left and are remembered; beyond it the first that left is forgotten. */
  static final int MAX_RETAINED = 4_096;

  private static final int MAX_DECAYS_AT_ONCE = 1_000;

  private final ScoreParameters parameters;
  private final Map<PeerId, Standing> connected = new LinkedHashMap<>();
  private final Map<PeerId, Standing> retained = new LinkedHashMap<>();
  private final Map<InetAddress, Integer> peersOnAddress = new HashMap<>();
  private long nextDecayMs = Long.MIN_VALUE;

  private static final class Standing {
    private final Map<String, TopicStats> topics = new LinkedHashMap<>();
    private @Nullable InetAddress address;
    private double misbehaviour;
    private long forgetMs;
  }

  PeerScores(ScoreParameters parameters) {
    this.parameters = parameters;
  }

  void connected(PeerId peer, @Nullable InetAddress address) {
    Standing known = retained.remove(peer);
    Standing standing = known == null ? new Standing() : known;
    move(standing, address);
    connected.put(peer, standing);
  }

  void disconnected(PeerId peer, long nowMs) {
    Standing standing = connected.get(peer);
    if (standing == null) {
      return;
    }
    boolean positive = score(peer, nowMs) > 0;
    connected.remove(peer);
    if (positive) {
      move(standing, null);
      return;
    }
    standing.topics.values().forEach(stats -> stats.disconnected(nowMs));
    standing.forgetMs = nowMs + parameters.retainMs();
    retained.put(peer, standing);
    if (retained.size() > MAX_RETAINED) {
      Iterator<Standing> oldest = retained.values().iterator();
      move(oldest.next(), null);
      oldest.remove();
    }
  }

  void grafted(PeerId peer, String topic, long nowMs) {
    TopicStats stats = stats(peer, topic);
    if (stats != null) {
      stats.grafted(nowMs);
    }
  }

  void pruned(PeerId peer, String topic, long nowMs) {
    TopicStats stats = stats(peer, topic);
    if (stats != null) {
      stats.pruned(nowMs);
    }
  }

  /** The peer was the first to bring a message that was then accepted. */
  void firstDelivery(PeerId peer, String topic) {
    TopicStats stats = stats(peer, topic);
    if (stats != null) {
      stats.firstDelivery();
    }
  }

  /** The peer brought a copy before the message was accepted. */
  void duplicate(PeerId peer, String topic) {
    TopicStats stats = stats(peer, topic);
    if (stats != null) {
      stats.meshDelivery();
    }
  }

  /** The peer brought a copy after the message was accepted; it may still count. */
  void lateDuplicate(PeerId peer, String topic, long acceptedMs, long nowMs) {
    if (nowMs - acceptedMs <= parameters.topic(topic).meshDeliveries().windowMs()) {
      duplicate(peer, topic);
    }
  }

  void invalidMessage(PeerId peer, String topic) {
    TopicStats stats = stats(peer, topic);
    if (stats != null) {
      stats.invalidMessage();
    }
  }

  void misbehaved(PeerId peer, int times) {
    Standing standing = find(peer);
    if (standing != null) {
      standing.misbehaviour += times;
    }
  }

  /** Applies every decay that is due, and forgets who left long ago. */
  void advance(long nowMs) {
    if (nextDecayMs == Long.MIN_VALUE) {
      nextDecayMs = nowMs + parameters.decayIntervalMs();
    }
    for (int i = 0; nextDecayMs <= nowMs && i < MAX_DECAYS_AT_ONCE; i++) {
      connected.values().forEach(this::decay);
      nextDecayMs += parameters.decayIntervalMs();
    }
    nextDecayMs = Math.max(nextDecayMs, nowMs);
    // A peer that left does not decay: waiting outside must not be cheaper than behaving.
    Iterator<Standing> oldest = retained.values().iterator();
    while (oldest.hasNext()) {
      Standing standing = oldest.next();
      if (standing.forgetMs > nowMs) {
        break;
      }
      move(standing, null);
      oldest.remove();
    }
  }

  private void decay(Standing standing) {
    standing.topics.values().forEach(stats -> stats.decay(parameters.decayToZero()));
    standing.misbehaviour =
        TopicStats.shrink(
            standing.misbehaviour, parameters.behaviour().decay(), parameters.decayToZero());
  }

  /** 0 for a peer never seen. */
  double score(PeerId peer, long nowMs) {
    Standing standing = find(peer);
    if (standing == null) {
      return 0;
    }
    double topics = 0;
    for (TopicStats stats : standing.topics.values()) {
      topics += stats.score(nowMs);
    }
    double cap = parameters.topicScoreCap();
    double capped = cap > 0 ? Math.min(cap, topics) : topics;
    double excess = Math.max(0, standing.misbehaviour - parameters.behaviour().threshold());
    return capped
        + parameters.application().weight() * parameters.application().score().applyAsDouble(peer)
        + parameters.colocation().weight() * colocation(standing.address)
        + parameters.behaviour().weight() * (excess * excess);
  }

  private double colocation(@Nullable InetAddress address) {
    if (address == null || parameters.colocation().exempt().contains(address)) {
      return 0;
    }
    double surplus =
        peersOnAddress.getOrDefault(address, 0) - (double) parameters.colocation().threshold();
    return surplus > 0 ? surplus * surplus : 0;
  }

  private void move(Standing standing, @Nullable InetAddress to) {
    if (standing.address != null) {
      peersOnAddress.computeIfPresent(
          standing.address, (_, count) -> count == 1 ? null : count - 1);
    }
    standing.address = to;
    if (to != null) {
      peersOnAddress.merge(to, 1, Integer::sum);
    }
  }

  private @Nullable Standing find(PeerId peer) {
    Standing standing = connected.get(peer);
    return standing == null ? retained.get(peer) : standing;
  }

  /** Only topics that this host has joined are asked for, so their number is its own. */
  private @Nullable TopicStats stats(PeerId peer, String topic) {
    Standing standing = find(peer);
    return standing == null
        ? null
        : standing.topics.computeIfAbsent(topic, name -> new TopicStats(parameters.topic(name)));
  }
}
