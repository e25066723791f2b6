/**
 * From market data to one integer risk array per instrument; here doubles end. May use:
 * risk.kernel, risk.portfolio, risk.rules. Used by: risk.margin, risk.report.
 */
@NullMarked
package io.loadline.risk.pricing;

import org.jspecify.annotations.NullMarked;
