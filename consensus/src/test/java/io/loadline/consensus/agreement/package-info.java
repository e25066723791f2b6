/** Tests of the agreement machine and the gate before it. */
@NullMarked
package io.loadline.consensus.agreement;

import org.jspecify.annotations.NullMarked;
