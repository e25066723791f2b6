/**
 * What the operators agreed on before any round: genesis, rules, parameters, and their hashes. May
 * use: risk.bytes, risk.cbor, risk.portfolio (Asset). Used by: risk.pricing and everything after
 * it.
 */
@NullMarked
package io.loadline.risk.rules;

import org.jspecify.annotations.NullMarked;
