/**
 * Founds the devnet: operators' keys, genesis, rules, and a folder per operator. May use:
 * consensus, risk rules, node.keys, node.config. Used by: node.devnet. Never: a real network.
 */
@NullMarked
package io.loadline.node.devnet.founding;

import org.jspecify.annotations.NullMarked;
