/**
 * Who trades on the devnet, and what they hold: a plan made from a seed. May use:
 * node.devnet.market, web3j keys. Used by: node.devnet. Never: chains, clocks.
 */
@NullMarked
package io.loadline.node.devnet.book;

import org.jspecify.annotations.NullMarked;
