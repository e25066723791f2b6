package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.yamux.YamuxSession;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** A secured, multiplexed connection to a peer whose identity is proven. */
record Connection(
    PeerId peer, boolean outbound, Channel channel, YamuxSession session, long sinceNanos) {

  InetSocketAddress remoteAddress() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  boolean isOpen() {
    return channel.isActive();
  }

  void close() {
    session.close();
  }
}
