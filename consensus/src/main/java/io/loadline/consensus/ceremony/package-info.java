/**
 * Key ceremonies: making a group key, handing it to another committee, refreshing its shares,
 * repairing a lost one. One machine per member and session; sealed events in, effects out. May use:
 * consensus, agreement, frost, roast, message's protobuf fields, BouncyCastle. Used by: whoever
 * runs the machine. Never: I/O, clocks, logging.
 */
@NullMarked
package io.loadline.consensus.ceremony;

import org.jspecify.annotations.NullMarked;
