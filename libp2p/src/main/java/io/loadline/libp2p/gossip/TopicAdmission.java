package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;

/**
 * Who may take part in a topic. Peers not admitted are never grafted and never sent anything of the
 * topic; what they publish on it is ignored and counted. Asked again at each heartbeat, so an
 * answer may change. On the network thread: must not block.
 */
@FunctionalInterface
public interface TopicAdmission {
  boolean admits(PeerId peer, String topic);
}
