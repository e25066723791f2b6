/**
 * One two-way byte stream to a peer, as protocols see it. May use: identity, protobuf. Used by:
 * yamux, identify, ping, host. Never: sockets, threads of its own.
 */
@NullMarked
package io.loadline.libp2p.stream;

import org.jspecify.annotations.NullMarked;
