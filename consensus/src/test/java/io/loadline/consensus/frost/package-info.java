/** Tests of FROST against published vectors and against what attackers would try. */
@NullMarked
package io.loadline.consensus.frost;

import org.jspecify.annotations.NullMarked;
