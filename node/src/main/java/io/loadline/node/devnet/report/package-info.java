/**
 * What the devnet says while it runs and what it leaves behind: progress, live table, summary file.
 * May use: the JDK, Jackson, risk.margin. Used by: node.devnet. Never: chains, processes.
 */
@NullMarked
package io.loadline.node.devnet.report;

import org.jspecify.annotations.NullMarked;
