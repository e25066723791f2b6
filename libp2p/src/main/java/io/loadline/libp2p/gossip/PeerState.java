package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the router knows of one connected peer. */
final class PeerState {
  /** Topics remembered of one peer; more are ignored. */
  static final int MAX_TOPICS = 256;

  final PeerId id;
  final boolean outbound;
  final PeerQueue queue;
  final Set<String> topics = new LinkedHashSet<>();
  int pendingValidations;
  int haveRpcs;
  int idsAsked;
  long bytesServed;

  PeerState(PeerId id, boolean outbound, PeerQueue queue) {
    this.id = id;
    this.outbound = outbound;
    this.queue = queue;
  }

  void startHeartbeat() {
    haveRpcs = 0;
    idsAsked = 0;
    bytesServed = 0;
  }
}
