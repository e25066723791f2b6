package io.loadline.node;

import io.loadline.node.config.NodeConfig;

/**
 * Brings a node up. Found through {@link java.util.ServiceLoader}, so that the command line knows
 * no more of the running node than this.
 */
public interface NodeRuntime {
  /**
   * Starts everything and returns once the node is at work; chains that do not answer are waited
   * for in the background.
   *
   * @throws OperatorException if something the operator can mend keeps it from starting
   */
  Running start(NodeConfig config);

  /** A node at work. */
  interface Running extends AutoCloseable {
    /** Waits until the node has stopped; true if it stopped because it was asked to. */
    boolean awaitStop() throws InterruptedException;

    /** Stops the node and returns when it has let go of its data. */
    @Override
    void close();
  }
}
