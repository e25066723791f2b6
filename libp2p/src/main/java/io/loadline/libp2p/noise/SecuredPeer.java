package io.loadline.libp2p.noise;

import io.loadline.libp2p.identity.PeerId;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end.
 *
 * @param muxer agreed on inside the handshake; null means it is still to be negotiated
 */
public record SecuredPeer(PeerId peer, @Nullable String muxer) {}
