/**
 * Block headers: head, safe, finalized, by number; the checkpoints an operator signs as final. May
 * use: rpc. Used by: snapshot, submit, node.
 */
@NullMarked
package io.loadline.chain.head;

import org.jspecify.annotations.NullMarked;
