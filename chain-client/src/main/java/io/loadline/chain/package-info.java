/**
 * Everything Loadline reads from and writes to EVM chains. May use: risk-model's data types, web3j,
 * OkHttp, Jackson. Used by: node. Never: a clock in what is signed.
 */
@NullMarked
package io.loadline.chain;

import org.jspecify.annotations.NullMarked;
