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
  private final DontWant dontWant;
  private final LongSupplier clockMs;
  private final ValidationQueue validations;

  MessageIntake(
      Peers peers,
      GossipCallbacks callbacks,
      SeenCache seen,
      MessageCache cache,
      Promises promises,
      DontWant dontWant,
      LongSupplier clockMs) {
    this.peers = peers;
    this.callbacks = callbacks;
    this.seen = seen;
    this.cache = cache;
    this.promises = promises;
    this.dontWant = dontWant;
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
    SigningPolicy policy = peers.parameters.signingOf(message.topic());
    if (!message.message().follows(policy)) {
      peers.metrics.count("gossip.messages.wrong_signing");
      peers.invalidMessage(peer.id, message.topic(), nowMs);
      return;
    }
    MessageId id = peers.parameters.messageId().idOf(message.message());
    boolean signed = policy == SigningPolicy.STRICT_SIGN;
    // A forged message must not pass for the genuine one: until its signature is checked a
    // signed message is known by all of its bytes only.
    MessageId pendingId = signed ? SeenCache.hashOf(message.raw()) : id;
    SeenCache.Entry known = seen.get(id);
    if (known == null && signed) {
      known = seen.get(pendingId);
    } else {
      promises.arrived(id);
    }
    if (known != null) {
      duplicate(peer, message.topic(), known, nowMs);
      return;
    }
    dontWant.arrived(peer, message.topic(), id, message.data().length);
    SeenCache.Entry entry = seen.put(pendingId, SeenCache.Status.PENDING, nowMs);
    entry.senders.add(peer.id);
    PeerId author = signed ? message.message().author() : null;
    GossipMessage gossip = new GossipMessage(peer.id, author, message.topic(), id, message.data());
    validate(state, peer, new Pending(message, gossip, pendingId, entry));
  }

  /** A message between its arrival and its verdict. */
  private record Pending(
      Rpc.Publication publication, GossipMessage message, MessageId id, SeenCache.Entry entry) {
    boolean isSigned() {
      return !id.equals(message.id());
    }

    boolean isAuthentic() {
      return !isSigned()
          || MessageSigner.isAuthentic(publication.message(), publication.signedBytes());
    }

    byte[] rpc() {
      return isSigned()
          ? RpcWriter.publication(publication.raw())
          : RpcWriter.publication(message.topic(), message.data());
    }
  }

  private void validate(TopicState state, PeerState peer, Pending pending) {
    boolean fair = peer.pendingValidations < Math.max(1, peers.parameters.validationQueue() / 4);
    peer.pendingValidations++;
    boolean taken =
        fair
            && validations.submit(
                pending::isAuthentic,
                state.validator,
                pending.message,
                outcome -> {
                  peer.pendingValidations--;
                  decided(pending, outcome, clockMs.getAsLong());
                });
    if (!taken) {
      peer.pendingValidations--;
      seen.forget(pending.id); // Another copy gets its chance.
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

  private void decided(Pending pending, ValidationQueue.Outcome outcome, long nowMs) {
    SeenCache.Entry entry = pending.entry;
    String topic = pending.message.topic();
    if (pending.isSigned() && outcome != ValidationQueue.Outcome.FORGED) {
      promises.arrived(pending.message.id());
      seen.forget(pending.id);
      SeenCache.Entry other = seen.get(pending.message.id());
      if (other != null) { // The same message with another valid signature was faster.
        return;
      }
      entry = seen.put(pending.message.id(), SeenCache.Status.PENDING, nowMs);
      entry.senders.addAll(pending.entry.senders);
    }
    switch (outcome) {
      case ACCEPTED -> {
        entry.status = SeenCache.Status.ACCEPTED;
        entry.acceptedMs = nowMs;
        accepted(pending, entry.senders);
      }
      case REJECTED, FORGED -> {
        entry.status = SeenCache.Status.REJECTED;
        peers.metrics.count("gossip.messages.rejected");
        entry.senders.forEach(sender -> peers.invalidMessage(sender, topic, nowMs));
        entry.senders.clear();
      }
      case IGNORED -> {
        entry.status = SeenCache.Status.IGNORED;
        peers.metrics.count("gossip.messages.ignored");
        entry.senders.clear();
      }
    }
  }

  private void accepted(Pending pending, List<PeerId> senders) {
    GossipMessage message = pending.message;
    peers.metrics.count("gossip.messages.accepted");
    peers.scores.firstDelivery(senders.getFirst(), message.topic());
    for (PeerId sender : senders.subList(1, senders.size())) {
      peers.scores.duplicate(sender, message.topic());
    }
    byte[] rpc = pending.rpc();
    cache.put(message.id(), message.topic(), rpc);
    forward(message, rpc, senders);
    deliver(message);
  }

  private void forward(GossipMessage message, byte[] rpc, Collection<PeerId> senders) {
    TopicState state = peers.topics.get(message.topic());
    for (PeerState peer : peers.subscribers(message.topic())) {
      boolean wanted = peers.isExplicit(peer.id) || (state != null && state.mesh.contains(peer.id));
      boolean known = senders.contains(peer.id) || peer.id.equals(message.author());
      if (wanted && !known) {
        peers.metrics.count(
            peer.queue.forward(rpc, () -> peer.dontWant.containsKey(message.id()))
                ? "gossip.forwarded"
                : "gossip.forward.dropped");
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
