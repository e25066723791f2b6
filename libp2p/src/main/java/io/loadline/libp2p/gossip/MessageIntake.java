package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The way of a received message: known already? valid? then forwarded and delivered. */
final class MessageIntake {
  private final Peers peers;
  private final GossipCallbacks callbacks;
  private final SeenCache seen;
  private final MessageCache cache;
  private final Promises promises;
  private final LongSupplier clockMs;
  private final ValidationQueue validations;

  MessageIntake(
      Peers peers,
      GossipCallbacks callbacks,
      SeenCache seen,
      MessageCache cache,
      Promises promises,
      LongSupplier clockMs) {
    this.peers = peers;
    this.callbacks = callbacks;
    this.seen = seen;
    this.cache = cache;
    this.promises = promises;
    this.clockMs = clockMs;
    this.validations = new ValidationQueue(peers.parameters, callbacks);
  }

  void received(PeerState peer, Rpc.Publication message, long nowMs) {
    TopicState state = peers.topics.get(message.topic());
    if (state == null) {
      peers.metrics.count("gossip.messages.unknown_topic");
      return;
    }
    if (!peers.admits(peer.id, message.topic())) {
      peers.metrics.count("gossip.messages.not_admitted");
      return;
    }
    if (message.signed()) {
      peers.metrics.count("gossip.messages.signed");
      peers.invalidMessage(peer.id, message.topic(), nowMs);
      return;
    }
    MessageId id = peers.parameters.messageId().idOf(message.topic(), message.data());
    promises.arrived(id);
    SeenCache.Entry known = seen.get(id);
    if (known != null) {
      duplicate(peer, message.topic(), known, nowMs);
      return;
    }
    SeenCache.Entry entry = seen.put(id, SeenCache.Status.PENDING, nowMs);
    entry.senders.add(peer.id);
    GossipMessage gossip = new GossipMessage(peer.id, message.topic(), id, message.data());
    validate(state, peer, gossip, entry);
  }

  private void validate(
      TopicState state, PeerState peer, GossipMessage message, SeenCache.Entry entry) {
    boolean fair = peer.pendingValidations < Math.max(1, peers.parameters.validationQueue() / 4);
    peer.pendingValidations++;
    boolean taken =
        fair
            && validations.submit(
                state.validator,
                message,
                verdict -> {
                  peer.pendingValidations--;
                  decided(message, entry, verdict, clockMs.getAsLong());
                });
    if (!taken) {
      peer.pendingValidations--;
      seen.forget(message.id()); // Another copy gets its chance.
      peers.metrics.count("gossip.messages.overflow");
    }
  }

  private void duplicate(PeerState peer, String topic, SeenCache.Entry known, long nowMs) {
    peers.metrics.count("gossip.messages.duplicate");
    switch (known.status) {
      case PENDING -> addOnce(known.senders, peer.id);
      case ACCEPTED -> {
        if (addOnce(known.senders, peer.id)) {
          peers.scores.lateDuplicate(peer.id, topic, known.acceptedMs, nowMs);
        }
      }
      case IGNORED -> {}
      case REJECTED -> peers.invalidMessage(peer.id, topic, nowMs);
    }
  }

  private static boolean addOnce(List<PeerId> senders, PeerId peer) {
    return !senders.contains(peer) && senders.add(peer);
  }

  private void decided(GossipMessage message, SeenCache.Entry entry, Verdict verdict, long nowMs) {
    switch (verdict) {
      case ACCEPT -> {
        entry.status = SeenCache.Status.ACCEPTED;
        entry.acceptedMs = nowMs;
        accepted(message, entry.senders);
      }
      case REJECT -> {
        entry.status = SeenCache.Status.REJECTED;
        peers.metrics.count("gossip.messages.rejected");
        entry.senders.forEach(sender -> peers.invalidMessage(sender, message.topic(), nowMs));
        entry.senders.clear();
      }
      case IGNORE -> {
        entry.status = SeenCache.Status.IGNORED;
        peers.metrics.count("gossip.messages.ignored");
        entry.senders.clear();
      }
    }
  }

  private void accepted(GossipMessage message, List<PeerId> senders) {
    peers.metrics.count("gossip.messages.accepted");
    peers.scores.firstDelivery(senders.getFirst(), message.topic());
    for (PeerId sender : senders.subList(1, senders.size())) {
      peers.scores.duplicate(sender, message.topic());
    }
    byte[] rpc = RpcWriter.publication(message.topic(), message.data());
    cache.put(message.id(), message.topic(), rpc);
    forward(message, rpc, senders);
    deliver(message);
  }

  private void forward(GossipMessage message, byte[] rpc, Collection<PeerId> senders) {
    TopicState state = peers.topics.get(message.topic());
    for (PeerState peer : peers.subscribers(message.topic())) {
      boolean wanted = peers.isExplicit(peer.id) || (state != null && state.mesh.contains(peer.id));
      if (wanted && !senders.contains(peer.id)) {
        peers.metrics.count(
            peer.queue.forward(rpc) ? "gossip.forwarded" : "gossip.forward.dropped");
      }
    }
  }

  private void deliver(GossipMessage message) {
    TopicState state = peers.topics.get(message.topic());
    if (state == null) {
      return;
    }
    Consumer<GossipMessage> consumer = state.consumer;
    boolean taken = callbacks.onDeliveryThread(() -> consumer.accept(message));
    peers.metrics.count(taken ? "gossip.delivered" : "gossip.delivery.dropped");
  }
}
