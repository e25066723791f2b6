/** Tests of wire forms and signed structs. */
@NullMarked
package io.loadline.consensus.message;

import org.jspecify.annotations.NullMarked;
