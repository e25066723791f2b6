package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the router knows of one connected peer. */
final class PeerState {
  /** Topics remembered of one peer; more are ignored. */
  static final int MAX_TOPICS = 256;

  final PeerId id;
  final boolean outbound;
  final PeerQueue queue;
  final Set<String> topics = new LinkedHashSet<>();

  /** What the peer has no use for, and for how many heartbeats we remember that. */
  final Map<MessageId, Integer> dontWant = new LinkedHashMap<>();

  /** The 1 of meshsub 1.1 on our stream to the peer. */
  int minorVersion;

  /** Counted anew with each stream that the peer opens. */
  long rpcsOnStream;

  int pendingValidations;
  int dontWantIds;
  int haveRpcs;
  int idsAsked;
  long bytesServed;

  PeerState(PeerId id, boolean outbound, PeerQueue queue) {
    this.id = id;
    this.outbound = outbound;
    this.queue = queue;
  }

  void startHeartbeat() {
    dontWantIds = 0;
    haveRpcs = 0;
    idsAsked = 0;
    bytesServed = 0;
  }
}
