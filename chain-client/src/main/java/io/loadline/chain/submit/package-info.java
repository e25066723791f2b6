/**
 * Transactions: signing, fees, nonces, receipts, and a round's way into the contract. May use: rpc,
 * head, lens, contracts, web3j's transaction encoder. Used by: node.
 */
@NullMarked
package io.loadline.chain.submit;

import org.jspecify.annotations.NullMarked;
