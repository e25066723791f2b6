/**
 * From risk arrays and positions to requirements, in exact integers. May use: risk.pricing,
 * risk.portfolio, risk.rules. Used by: risk.report. Never: doubles.
 */
@NullMarked
package io.loadline.risk.margin;

import org.jspecify.annotations.NullMarked;
