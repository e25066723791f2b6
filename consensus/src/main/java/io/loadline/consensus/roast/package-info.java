/**
 * ROAST (eprint 2022/550) around FROST: one group signature although members refuse, lie or die.
 * May use: consensus (Digest), frost. Used by: agreement. Never: I/O, clocks, logging, wire bytes.
 */
@NullMarked
package io.loadline.consensus.roast;

import org.jspecify.annotations.NullMarked;
