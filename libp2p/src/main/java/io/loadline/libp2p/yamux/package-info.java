/**
 * Yamux: many streams with credit on one connection. May use: stream, identity, Netty. Used by:
 * host. Never: what the streams carry.
 */
@NullMarked
package io.loadline.libp2p.yamux;

import org.jspecify.annotations.NullMarked;
