/**
 * How a network gets its first key: the ceremony machine and its holders' agreement on one writer,
 * their messages on the peer network, their state sealed on disk, and the operators' statement
 * about the key. May use: consensus, and archive, bundle, config, keys, loop and network of the
 * node. Used by: node.round. Never: chains, rounds.
 */
@NullMarked
package io.loadline.node.ceremony;

import org.jspecify.annotations.NullMarked;
