package io.loadline.libp2p.gossip;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connected peers and the topics joined: what the parts of the router share. */
final class Peers {
  final GossipParameters parameters;
  final Metrics metrics;
  final Offences offences;
  final PeerScores scores;
  final Map<PeerId, PeerState> connected = new LinkedHashMap<>();
  final Map<String, TopicState> topics = new LinkedHashMap<>();
  private final GossipCallbacks callbacks;
  private volatile TopicAdmission admission = (_, _) -> true;

  Peers(GossipParameters parameters, Metrics metrics, GossipCallbacks callbacks) {
    this.parameters = parameters;
    this.metrics = metrics;
    this.callbacks = callbacks;
    this.offences = new Offences(parameters.maxInvalid());
    this.scores = new PeerScores(parameters.scoring());
  }

  void setAdmission(TopicAdmission rule) {
    admission = rule;
  }

  boolean admits(PeerId peer, String topic) {
    return admission.admits(peer, topic);
  }

  boolean isExplicit(PeerId peer) {
    return parameters.explicitPeers().contains(peer);
  }

  /** Whether the peer's score reaches a threshold; explicit peers reach every one. */
  boolean reaches(PeerId peer, double threshold, long nowMs) {
    return isExplicit(peer) || scores.score(peer, nowMs) >= threshold;
  }

  /** Connected, subscribed and admitted. */
  List<PeerState> subscribers(String topic) {
    List<PeerState> found = new ArrayList<>();
    for (PeerState peer : connected.values()) {
      if (peer.topics.contains(topic) && admits(peer.id, topic)) {
        found.add(peer);
      }
    }
    return found;
  }

  /** An invalid message on a topic that this host has joined. */
  void invalidMessage(PeerId id, String topic, long nowMs) {
    scores.invalidMessage(id, topic);
    offence(id, nowMs);
  }

  /** A broken rule that no topic can be blamed for. */
  void misbehaved(PeerId id, int times, long nowMs) {
    scores.misbehaved(id, times);
    offence(id, nowMs);
  }

  /** Counts against the peer, connected or not, and cuts it off at the limit. */
  void offence(PeerId id, long nowMs) {
    metrics.count("gossip.invalid");
    offences.add(id, nowMs);
    if (offences.isCutOff(id, nowMs) && connected.containsKey(id)) {
      metrics.count("gossip.peers.cut_off");
      callbacks.cutOff(id);
    }
  }

  /** Sends control; a peer that reads nothing any more is cut off. */
  void control(@Nullable PeerState peer, byte[] rpc) {
    if (peer != null && !peer.queue.control(rpc)) {
      metrics.count("gossip.peers.stuck");
      callbacks.cutOff(peer.id);
    }
  }
}
