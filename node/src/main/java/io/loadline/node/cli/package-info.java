/**
 * The command line; the only place besides the devnet command that knows picocli. May use:
 * everything of the node. Exit codes: 0 done, 1 failed, 2 usage or settings, 3 it says no.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node.cli;
