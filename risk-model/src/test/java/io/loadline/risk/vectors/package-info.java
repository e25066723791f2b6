/** Vectors of instruments and whole accounts: written by this implementation, checked by both. */
@NullMarked
package io.loadline.risk.vectors;

import org.jspecify.annotations.NullMarked;
