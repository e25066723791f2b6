/**
 * What members say to each other: signed votes, threshold-signing messages, and their wire form.
 * May use: consensus, protobuf's coded streams. Used by: qbft, agreement. Never: I/O, clocks,
 * logging.
 */
@NullMarked
package io.loadline.consensus.message;

import org.jspecify.annotations.NullMarked;
