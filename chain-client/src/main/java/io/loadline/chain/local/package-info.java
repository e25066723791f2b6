/**
 * Chains on this machine, for tests and the devnet: anvil processes and their helper calls. May
 * use: rpc. Used by: tests, node's devnet. Never: production.
 */
@NullMarked
package io.loadline.chain.local;

import org.jspecify.annotations.NullMarked;
