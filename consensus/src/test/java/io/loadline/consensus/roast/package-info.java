/** Tests of ROAST in charts and in seeded simulations. */
@NullMarked
package io.loadline.consensus.roast;

import org.jspecify.annotations.NullMarked;
