/**
 * Fixed-width values and keccak256: what every hash and name of docs/formats.md is made of. May
 * use: nothing of ours, BouncyCastle for keccak. Used by: all of io.loadline.risk.
 */
@NullMarked
package io.loadline.risk.bytes;

import org.jspecify.annotations.NullMarked;
