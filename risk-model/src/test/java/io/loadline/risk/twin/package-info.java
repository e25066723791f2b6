/**
 * The second implementation of the model, in JavaScript ({@code src/test/js}), as a judge of the
 * first: it was written from the documents alone, so where both agree the documents say what is
 * done.
 */
@NullMarked
package io.loadline.risk.twin;

import org.jspecify.annotations.NullMarked;
