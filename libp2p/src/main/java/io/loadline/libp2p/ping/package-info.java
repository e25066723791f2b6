/**
 * Ping: 32 bytes there and back. May use: stream. Used by: host. Never: state beyond its streams.
 */
@NullMarked
package io.loadline.libp2p.ping;

import org.jspecify.annotations.NullMarked;
