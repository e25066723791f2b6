package io.loadline.node.devnet;

import java.nio.file.Path;

/**
 * What a devnet shall be.
 *
 * @param nodes operators, each a process of its own
 * @param rounds counted rounds to reach; 0: without end
 * @param exit whether to end when they are reached
 * @param folder node folders, logs, bundles and summary go here; emptied at the start
 * @param anvil executable of the local chain
 */
public record DevnetSettings(
    int nodes, int rounds, boolean exit, long seed, Path folder, Path anvil) {
  /** The devnet runs on one machine: more operators than this only wait for each other. */
  static final int MOST_NODES = 16;

  /** Blocks from one round to the next; a local chain makes one block a second. */
  static final int CADENCE_BLOCKS = 7;

  /** How long a signed round may be used, in seconds of block time. */
  static final int VALIDITY_SECONDS = 120;
}
