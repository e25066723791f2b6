/**
 * Strict-double mathematics: only + - * /, square root, rint and bit moves, in a written order,
 * without fma. May use: nothing. Used by: risk.pricing. Never: Math.exp, Math.log, Math.pow,
 * Math.fma, reductions.
 */
@NullMarked
package io.loadline.risk.kernel;

import org.jspecify.annotations.NullMarked;
