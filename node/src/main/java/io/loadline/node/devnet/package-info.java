/**
 * A whole network on one machine: two local chains, contracts, traders, and one process per
 * operator. May use: everything of node and chain-client. Used by: node.cli. Never: a part of a
 * round.
 */
@NullMarked
package io.loadline.node.devnet;

import org.jspecify.annotations.NullMarked;
