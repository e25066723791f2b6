package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Publish and subscribe among peers. All methods may be called from any thread. */
public interface Gossip {
  /**
   * Joins a topic, before or after peers are there; a second call replaces validator and consumer.
   *
   * @param consumer gets each accepted message once, in the order of acceptance, on the host's one
   *     delivery thread. While it is slow up to {@link GossipParameters#deliveryQueue} messages
   *     wait; more are dropped and counted as {@code gossip.delivery.dropped}
   */
  void subscribe(String topic, MessageValidator validator, Consumer<GossipMessage> consumer);

  void unsubscribe(String topic);

  /**
   * Sends to the peers of the topic, also when not subscribed; own messages are neither validated
   * nor delivered here. Publishing the same bytes again sends them again (peers that saw them drop
   * them). Completes when every peer it was queued for has it in its socket or is gone, at once if
   * there is no peer. Completes exceptionally with {@link PublishRefused} when the message is too
   * large or every peer's queue is full.
   */
  CompletableFuture<Void> publish(String topic, byte[] data);

  /** Peers known to be subscribed to the topic and admitted to it. */
  Set<PeerId> topicPeers(String topic);

  /** Peers we exchange full messages with on the topic. */
  Set<PeerId> meshPeers(String topic);

  /** The scores of the connected peers, as of the last heartbeat. */
  SortedMap<PeerId, Double> scores();

  /** Sets who may take part in which topic; before any call everybody may. */
  void setAdmission(TopicAdmission admission);
}
