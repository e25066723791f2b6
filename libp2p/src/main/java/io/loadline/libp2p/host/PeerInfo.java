package io.loadline.libp2p.host;

import io.loadline.libp2p.address.Multiaddr;
import java.util.List;

/** What a peer says of itself; nothing of it is proven. */
public record PeerInfo(String agentVersion, List<String> protocols, List<Multiaddr> addresses) {}
