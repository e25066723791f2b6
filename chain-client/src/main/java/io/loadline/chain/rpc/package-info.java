/**
 * JSON-RPC over HTTP: endpoints, deadlines, agreement between providers, typed failures. May use:
 * web3j request types, OkHttp, Jackson. Used by: every other package of this module.
 */
@NullMarked
package io.loadline.chain.rpc;

import org.jspecify.annotations.NullMarked;
