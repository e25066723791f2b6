/**
 * The snapshot: pins, prices, market data, accounts, carried state, and their canonical bytes. May
 * use: risk.bytes, risk.cbor. Used by: risk.rules, risk.pricing, risk.margin, risk.report.
 */
@NullMarked
package io.loadline.risk.portfolio;

import org.jspecify.annotations.NullMarked;
