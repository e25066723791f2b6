/**
 * The Noise XX secure channel of libp2p. May use: identity, protobuf, BouncyCastle, Netty. Used by:
 * host. Never: a static key that outlives the process.
 */
@NullMarked
package io.loadline.libp2p.noise;

import org.jspecify.annotations.NullMarked;
