package io.loadline.node.network;

import io.loadline.libp2p.host.ConnectionGate;
import io.loadline.libp2p.host.PeerListener;
import io.loadline.libp2p.identity.PeerId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets committee members in always, and strangers up to a number. */
final class ObserverGate implements ConnectionGate, PeerListener {
  private final Set<PeerId> members;
  private final int maxObservers;
  private final Set<PeerId> observers = ConcurrentHashMap.newKeySet();

  ObserverGate(Set<PeerId> members, int maxObservers) {
    this.members = members;
    this.maxObservers = maxObservers;
  }

  @Override
  public boolean allowsPeer(PeerId peer, boolean inbound) {
    return members.contains(peer) || observers.contains(peer) || observers.size() < maxObservers;
  }

  @Override
  public void connected(PeerId peer) {
    if (!members.contains(peer)) {
      observers.add(peer);
    }
  }

  @Override
  public void disconnected(PeerId peer) {
    observers.remove(peer);
  }
}
