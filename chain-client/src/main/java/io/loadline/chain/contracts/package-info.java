/**
 * The contracts from Java: artifacts, deployment, call data, reverts in words. May use: rpc,
 * web3j's ABI encoder, risk's report types. Used by: snapshot, submit, node.
 */
@NullMarked
package io.loadline.chain.contracts;

import org.jspecify.annotations.NullMarked;
