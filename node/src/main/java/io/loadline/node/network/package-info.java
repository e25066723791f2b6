/**
 * The node's one network port: topics, who may take part in which, and requests for whole bundles.
 * May use: libp2p. Used by: node.round. The only room that opens a libp2p host.
 */
@NullMarked
package io.loadline.node.network;

import org.jspecify.annotations.NullMarked;
