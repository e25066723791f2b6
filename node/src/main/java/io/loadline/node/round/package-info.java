/**
 * The running node. Founding: until the network has its first key. Then round after round from the
 * anchor block to the contract: watch, observe, compute, agree, sign, keep, submit. May use: every
 * module and room below it. Used by: node.cli through NodeRuntime.
 */
@NullMarked
package io.loadline.node.round;

import org.jspecify.annotations.NullMarked;
