package io.loadline.libp2p.host;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads for the application's code, so that it never runs on the network thread. */
final class Callbacks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
  private static final long CLOSE_MS = 2_000;

  private final ExecutorService virtual;
  private final ThreadPoolExecutor delivery;
  private final List<PeerListener> listeners = new CopyOnWriteArrayList<>();

  Callbacks(String name, int deliveryQueue) {
    virtual =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-call-", 0).factory());
    delivery =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(deliveryQueue),
            Thread.ofPlatform().daemon().name(name + "-delivery").factory());
  }

  /** Runs the task on a virtual thread of its own; after the end it is dropped. */
  void call(Runnable task) {
    try {
      virtual.execute(guarded(task));
    } catch (RejectedExecutionException _) {
      LOG.debug("callback after the host was closed");
    }
  }

  /** Runs the task after those before it; false if too many wait. */
  boolean deliver(Runnable task) {
    try {
      delivery.execute(guarded(task));
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  void addPeerListener(PeerListener listener) {
    listeners.add(listener);
  }

  /** Tells every listener, after what was told before; dropped if too much waits. */
  void tell(Consumer<PeerListener> event) {
    boolean _ = deliver(() -> listeners.forEach(event));
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("A callback failed. This is a fault of the application, not of a peer.", e);
      }
    };
  }

  @Override
  public void close() {
    virtual.shutdownNow();
    delivery.shutdownNow();
    try {
      boolean _ = delivery.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
      boolean _ = virtual.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
