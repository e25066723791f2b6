/**
 * Canonical CBOR, docs/formats.md section 7: one encoding per value, everything else is refused.
 * May use: risk.bytes. Used by: risk.portfolio, risk.rules, risk.report, and bundles elsewhere.
 */
@NullMarked
package io.loadline.risk.cbor;

import org.jspecify.annotations.NullMarked;
