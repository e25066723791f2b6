/** Tests of the committee and its identities. */
@NullMarked
package io.loadline.consensus;

import org.jspecify.annotations.NullMarked;
