/**
 * One round in one file, and what an auditor does with it: verify what was signed, recompute it.
 * May use: risk, consensus, node.observation. Used by: loop, CLI, HTTP. Never: chains, clocks.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node.bundle;
