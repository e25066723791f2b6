/**
 * multistream-select 1.0: two peers agree on a protocol by name. May use: protobuf, Netty's
 * handlers. Used by: host. Never: what the protocols do.
 */
@NullMarked
package io.loadline.libp2p.multistream;

import org.jspecify.annotations.NullMarked;
