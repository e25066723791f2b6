/** Rules of the round loop's own rooms. */
@org.jspecify.annotations.NullMarked
package io.loadline.node.round;
