/**
 * The node process: what its rooms share. One process serves one operator. May use: nothing of the
 * other packages. Used by: every package below.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node;
