package io.loadline.chain.snapshot;

import io.loadline.chain.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Blocking reads side by side on virtual threads, all until one deadline; the first failure ends
 * them all.
 */
final class Parallel {

  /** A read that blocks. */
  @FunctionalInterface
  interface Task<T> {
    T run() throws RpcException;
  }

  private record Done<T>(int index, @Nullable T value, @Nullable Exception failure) {}

  private final long deadlineNanos;
  private final long limitMs;

  Parallel(java.time.Duration limit) {
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
    this.limitMs = limit.toMillis();
  }

  /** Results in the order of the tasks, whatever order they finish in. */
  <T> List<T> all(List<Task<T>> tasks, String what) throws RpcException {
    BlockingQueue<Done<T>> finished = new ArrayBlockingQueue<>(Math.max(1, tasks.size()));
    List<Thread> threads = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      int index = i;
      threads.add(Thread.startVirtualThread(() -> finished.add(run(index, tasks.get(index)))));
    }
    List<@Nullable T> byIndex = new ArrayList<>(java.util.Collections.nCopies(tasks.size(), null));
    try {
      for (int i = 0; i < tasks.size(); i++) {
        Done<T> done = finished.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (done == null) {
          throw new RpcException.TimedOut("the chains", what, limitMs);
        }
        byIndex.set(done.index(), valueOf(done));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RpcException.TimedOut("the chains", what + " (interrupted)", limitMs);
    } finally {
      threads.forEach(Thread::interrupt);
    }
    return List.copyOf(byIndex);
  }

  private static <T> Done<T> run(int index, Task<T> task) {
    try {
      return new Done<>(index, task.run(), null);
    } catch (RpcException | RuntimeException e) {
      return new Done<>(index, null, e);
    }
  }

  private static <T> @Nullable T valueOf(Done<T> done) throws RpcException {
    return switch (done.failure()) {
      case null -> done.value();
      case RpcException e -> throw e;
      case RuntimeException e -> throw e;
      case Exception e -> throw new IllegalStateException(e);
    };
  }
}
