/**
 * The rows of a scan: a spot multiplier, a volatility rule and a weight each. May use: risk.kernel,
 * risk.rules. Used by: risk.pricing, risk.margin.
 */
@NullMarked
package io.loadline.risk.scenario;

import org.jspecify.annotations.NullMarked;
