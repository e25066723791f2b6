package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * A message received on a topic.
 *
 * @param from the neighbour it came from, which need not be its author
 * @param author who signed it, proven; null on topics without signatures
 * @param data shared by all who see the message: not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record GossipMessage(
    PeerId from, @Nullable PeerId author, String topic, MessageId id, byte[] data) {}
