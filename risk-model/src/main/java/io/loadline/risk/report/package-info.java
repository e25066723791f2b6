/**
 * What is signed: the report, its sections with Merkle trees and proofs, and how a round makes
 * them. May use: every other package of io.loadline.risk. Used by: none of them.
 */
@NullMarked
package io.loadline.risk.report;

import org.jspecify.annotations.NullMarked;
