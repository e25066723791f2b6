/** Tests of the key ceremonies. */
@NullMarked
package io.loadline.consensus.ceremony;

import org.jspecify.annotations.NullMarked;
