/**
 * What operators observe, and the fixed rules by which a quorum of observations decides a round's
 * pins and values. Pure functions, the same for the live node and for an auditor. May use: risk,
 * consensus messages. Used by: the loop, the bundle verifier. Never: I/O, clocks.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node.observation;
