package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** A topic that this host has joined. */
final class TopicState {
  MessageValidator validator;
  Consumer<GossipMessage> consumer;
  final Set<PeerId> mesh = new LinkedHashSet<>();

  TopicState(MessageValidator validator, Consumer<GossipMessage> consumer) {
    this.validator = validator;
    this.consumer = consumer;
  }
}
