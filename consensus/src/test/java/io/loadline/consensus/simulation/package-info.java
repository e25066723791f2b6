/** A whole committee in virtual time, with faults as data and invariants checked at every step. */
@NullMarked
package io.loadline.consensus.simulation;

import org.jspecify.annotations.NullMarked;
