package io.loadline.libp2p.host;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.gossip.GossipParameters;
import io.loadline.libp2p.identity.PeerKey;
import java.util.List;

/**
 * All a host needs to know.
 *
 * @param listen TCP addresses; port 0 takes a free one
 * @param bootstrap peers to stay connected with, redialled whenever they are gone
 */
public record HostConfig(
    PeerKey key,
    List<Multiaddr> listen,
    List<Multiaddr> bootstrap,
    String agentVersion,
    ConnectionGate gate,
    HostLimits limits,
    HostTimers timers,
    GossipParameters gossip) {

  public HostConfig {
    listen = List.copyOf(listen);
    bootstrap = List.copyOf(bootstrap);
    for (Multiaddr address : listen) {
      requireTcp(address);
    }
    for (Multiaddr address : bootstrap) {
      requireTcp(address);
    }
  }

  /** Listens nowhere, dials nobody, defaults for the rest. */
  public static HostConfig of(PeerKey key, GossipParameters gossip) {
    return new HostConfig(
        key,
        List.of(),
        List.of(),
        "jlibp2p/0.1",
        ConnectionGate.OPEN,
        HostLimits.defaults(),
        HostTimers.defaults(),
        gossip);
  }

  private static void requireTcp(Multiaddr address) {
    if (!address.isTcp()) {
      throw new IllegalArgumentException(
          "only TCP addresses such as /ip4/192.0.2.1/tcp/4001 work here, not " + address);
    }
  }

  public HostConfig withListen(List<Multiaddr> addresses) {
    return new HostConfig(key, addresses, bootstrap, agentVersion, gate, limits, timers, gossip);
  }

  public HostConfig withBootstrap(List<Multiaddr> addresses) {
    return new HostConfig(key, listen, addresses, agentVersion, gate, limits, timers, gossip);
  }

  public HostConfig withAgentVersion(String version) {
    return new HostConfig(key, listen, bootstrap, version, gate, limits, timers, gossip);
  }

  public HostConfig withGate(ConnectionGate rule) {
    return new HostConfig(key, listen, bootstrap, agentVersion, rule, limits, timers, gossip);
  }

  public HostConfig withLimits(HostLimits bounds) {
    return new HostConfig(key, listen, bootstrap, agentVersion, gate, bounds, timers, gossip);
  }

  public HostConfig withTimers(HostTimers times) {
    return new HostConfig(key, listen, bootstrap, agentVersion, gate, limits, times, gossip);
  }
}
