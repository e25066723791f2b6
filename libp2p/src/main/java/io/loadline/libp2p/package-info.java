/**
 * A wire-compatible libp2p node on Netty: bytes and peer ids only. May use: Netty, BouncyCastle.
 * Used by: applications, through host and gossip. Never: what the bytes mean.
 */
@NullMarked
package io.loadline.libp2p;

import org.jspecify.annotations.NullMarked;
