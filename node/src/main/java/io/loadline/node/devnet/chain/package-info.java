/**
 * What the devnet does to its two chains: many people's transactions in few blocks, set-up, trades.
 * May use: chain-client, web3j keys. Used by: node.devnet. Never: a real chain.
 */
@NullMarked
package io.loadline.node.devnet.chain;

import org.jspecify.annotations.NullMarked;
