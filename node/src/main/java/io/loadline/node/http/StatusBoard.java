package io.loadline.node.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the loop leaves its status and others read it; one atomic swap, no locks. */
public final class StatusBoard {
  private final AtomicReference<@Nullable NodeStatus> current = new AtomicReference<>();

  /** Replaces the status. */
  public void publish(NodeStatus status) {
    current.set(status);
  }

  /** The newest status; empty while the node starts. */
  public Optional<NodeStatus> current() {
    return Optional.ofNullable(current.get());
  }
}
