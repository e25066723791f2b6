/**
 * Multiaddresses, as text and as bytes. May use: protobuf, identity. Used by: host, identify.
 * Never: name resolution, sockets.
 */
@NullMarked
package io.loadline.libp2p.address;

import org.jspecify.annotations.NullMarked;
