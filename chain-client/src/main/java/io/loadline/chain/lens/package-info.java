/**
 * Reading contracts at a pinned block: calls by block hash, and decoders of the packed lens bytes
 * of docs/formats.md. May use: rpc, risk.bytes, risk.portfolio. Used by: snapshot, submit.
 */
@NullMarked
package io.loadline.chain.lens;

import org.jspecify.annotations.NullMarked;
