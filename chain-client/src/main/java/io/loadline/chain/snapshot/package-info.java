/**
 * From pinned blocks to a snapshot: account discovery, GCM records, positions, market data, in
 * canonical order. May use: rpc, head, lens, contracts, risk's data types. Used by: node. Never: a
 * clock in the result.
 */
@NullMarked
package io.loadline.chain.snapshot;

import org.jspecify.annotations.NullMarked;
