/**
 * Identity keys and peer ids. May use: protobuf, BouncyCastle. Used by: noise, host, identify,
 * gossip. Never: sockets, clocks.
 */
@NullMarked
package io.loadline.libp2p.identity;

import org.jspecify.annotations.NullMarked;
