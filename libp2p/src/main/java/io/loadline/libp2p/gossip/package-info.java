/**
 * Gossipsub 1.1: topics, mesh, message cache, validation. May use: identity, protobuf. Used by:
 * host. Never: sockets, streams, blocking.
 */
@NullMarked
package io.loadline.libp2p.gossip;

import org.jspecify.annotations.NullMarked;
