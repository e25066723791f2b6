package io.loadline.risk.margin;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Shares a range of indexes out to threads that write to disjoint parts of a result. */
public final class Ranges {
  /** Work on the indexes {@code from <= i < to}. */
  @FunctionalInterface
  public interface Task {
    void run(int from, int to);
  }

  private static final int WORTH_A_THREAD = 256;

  private Ranges() {}

  /** Returns when all is done; a task's exception is thrown here. */
  public static void run(int count, int threads, Task task) {
    int parts = Math.max(1, Math.min(threads, count / WORTH_A_THREAD));
    if (parts == 1) {
      task.run(0, count);
      return;
    }
    var calls = new ArrayList<Callable<Boolean>>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) count * part / parts);
      int to = (int) ((long) count * (part + 1) / parts);
      calls.add(() -> {
        task.run(from, to);
        return true;
      });
    }
    try (var executor = Executors.newFixedThreadPool(parts)) {
      for (var future : executor.invokeAll(calls)) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while computing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a part of the computation failed", e.getCause());
    }
  }
}
