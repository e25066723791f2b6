/**
 * A margin told to people and to programs: words, the waterfall, a picture of the scan, JSON. May
 * use: margin.input, risk, Jackson. Used by: cli. Never: picocli, the network.
 */
@NullMarked
package io.loadline.node.margin.output;

import org.jspecify.annotations.NullMarked;
