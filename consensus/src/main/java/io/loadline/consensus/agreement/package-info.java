/**
 * From open heights to signed reports: observations, QBFT, threshold signing, restart. May use: all
 * of consensus. Used by: node. Never: clocks, sockets, files, logging.
 */
@NullMarked
package io.loadline.consensus.agreement;

import org.jspecify.annotations.NullMarked;
