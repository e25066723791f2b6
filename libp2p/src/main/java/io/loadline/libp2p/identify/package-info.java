/**
 * Identify: peers tell each other what they are and speak. May use: stream, address, identity,
 * protobuf. Used by: host. Never: trust in what a peer says.
 */
@NullMarked
package io.loadline.libp2p.identify;

import org.jspecify.annotations.NullMarked;
