/**
 * Single-shot QBFT for one height: pure functions from state and event to state and effects. May
 * use: consensus, message. Used by: agreement. Never: I/O, clocks, logging, randomness, keys.
 */
@NullMarked
package io.loadline.consensus.qbft;

import org.jspecify.annotations.NullMarked;
