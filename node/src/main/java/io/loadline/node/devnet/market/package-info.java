/**
 * The devnet's market: a real option chain of 2024-01-08 and a seeded walk of its prices. May use:
 * the JDK and risk.portfolio. Used by: node.devnet. Never: chains, clocks.
 */
@NullMarked
package io.loadline.node.devnet.market;

import org.jspecify.annotations.NullMarked;
