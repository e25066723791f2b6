/**
 * The libp2p node: TCP transport, connections, streams, bootstrap. May use: every package of this
 * module. Used by: applications. Never: blocking on the network thread.
 */
@NullMarked
package io.loadline.libp2p.host;

import org.jspecify.annotations.NullMarked;
