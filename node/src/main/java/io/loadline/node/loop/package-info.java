/**
 * One writer per node: a bounded inbox, its thread, and timers that post into it. May use: nothing
 * of ours. Used by: node.round.
 */
@NullMarked
package io.loadline.node.loop;

import org.jspecify.annotations.NullMarked;
