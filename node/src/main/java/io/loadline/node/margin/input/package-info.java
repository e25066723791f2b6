/**
 * Portfolio and market files, and the snapshot they make: what a trader or an analyst holds, told
 * without a chain. May use: node.config, risk. Used by: margin.output, cli. Never: picocli, the
 * network.
 */
@NullMarked
package io.loadline.node.margin.input;

import org.jspecify.annotations.NullMarked;
