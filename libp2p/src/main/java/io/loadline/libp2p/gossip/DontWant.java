package io.loadline.libp2p.gossip;

import java.util.List;

/** IDONTWANT: tells mesh peers that a long message need not be sent any more, and heeds them. */
final class DontWant {
  private static final int MAX_IDS_PER_HEARTBEAT = 1_000;
  private static final int MAX_IDS = 3_000;
  private static final int HEARTBEATS = 3;

  private final Peers peers;

  DontWant(Peers peers) {
    this.peers = peers;
  }

  /** A message has come for the first time; it is not validated yet. */
  void arrived(PeerState sender, String topic, MessageId id, int bytes) {
    TopicState state = peers.topics.get(topic);
    if (state == null || bytes < peers.parameters.dontWantBytes()) {
      return;
    }
    byte[] rpc = RpcWriter.dontWant(List.of(id));
    for (PeerState peer : peers.subscribers(topic)) {
      if (peer != sender && peer.minorVersion >= 2 && state.mesh.contains(peer.id)) {
        peers.metrics.count("gossip.idontwant.sent");
        peers.control(peer, rpc);
      }
    }
  }

  void received(PeerState peer, List<MessageId> ids) {
    for (MessageId id : ids) {
      if (peer.dontWantIds++ >= MAX_IDS_PER_HEARTBEAT || peer.dontWant.size() >= MAX_IDS) {
        peers.metrics.count("gossip.idontwant.ignored");
        return;
      }
      peers.metrics.count("gossip.idontwant.received");
      peer.dontWant.put(id, HEARTBEATS);
    }
  }

  void heartbeat() {
    for (PeerState peer : peers.connected.values()) {
      peer.dontWant.replaceAll((_, left) -> left - 1);
      peer.dontWant.values().removeIf(left -> left <= 0);
    }
  }
}
