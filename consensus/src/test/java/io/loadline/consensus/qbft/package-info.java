/** Tests of single-shot QBFT as message charts. */
@NullMarked
package io.loadline.consensus.qbft;

import org.jspecify.annotations.NullMarked;
