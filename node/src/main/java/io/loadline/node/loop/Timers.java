package io.loadline.node.loop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One pending action per key; setting a key again replaces what was pending. Thread-safe. */
public final class Timers<K> implements AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;
  private final Map<K, Future<?>> pending = new ConcurrentHashMap<>();

  public Timers(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs the action after the delay on the timers' thread; it must not take long. */
  public void set(K key, long delayMs, Runnable action) {
    pending.compute(
        key,
        (same, earlier) -> {
          if (earlier != null) {
            earlier.cancel(false);
          }
          return executor.schedule(action, Math.max(0, delayMs), TimeUnit.MILLISECONDS);
        });
  }

  /** Forgets what is pending under the key. */
  public void cancel(K key) {
    Future<?> earlier = pending.remove(key);
    if (earlier != null) {
      earlier.cancel(false);
    }
  }

  /** Forgets keys that are no longer of interest. */
  public void cancelIf(Predicate<K> obsolete) {
    pending.keySet().stream().filter(obsolete).toList().forEach(this::cancel);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
