package io.loadline.node.loop;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One thread that owns its state. Everything that may change that state enters through one bounded
 * inbox; what does not fit is refused and counted, so a flood costs the flooder and not the node.
 */
public final class EventLoop<E> implements AutoCloseable {
  private final BlockingQueue<E> inbox;
  private final Consumer<E> handler;
  private final Consumer<Throwable> onFailure;
  private final Thread thread;
  private final AtomicLong refused = new AtomicLong();
  private volatile boolean alive = true;

  /**
   * @param capacity events that may wait
   * @param handler called on the loop's thread only, one event at a time
   * @param onFailure told once if the handler throws: a broken invariant of ours; the loop has
   *     ended
   */
  public EventLoop(String name, int capacity, Consumer<E> handler, Consumer<Throwable> onFailure) {
    this.inbox = new ArrayBlockingQueue<>(capacity);
    this.handler = handler;
    this.onFailure = onFailure;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Posts an event a peer can cause; false if the inbox is full, in which case it is counted. */
  public boolean offer(E event) {
    boolean taken = alive && inbox.offer(event);
    if (!taken) {
      refused.incrementAndGet();
    }
    return taken;
  }

  /** Posts an event of our own, waiting for room; dropped once the loop has ended. */
  public void post(E event) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("the loop's own thread would wait for itself");
    }
    try {
      while (alive && !inbox.offer(event, 100, TimeUnit.MILLISECONDS)) {
        // Full: our own work waits for the loop, never the other way round.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Events refused because the inbox was full. */
  public long refused() {
    return refused.get();
  }

  /** Whether the thread still takes events. */
  public boolean alive() {
    return alive && thread.isAlive();
  }

  private void run() {
    try {
      while (alive) {
        handler.accept(inbox.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      alive = false;
      onFailure.accept(failure);
    }
    alive = false;
  }

  /** Ends the thread after the event at hand and waits for it. */
  @Override
  public void close() {
    alive = false;
    thread.interrupt();
    if (!Thread.currentThread().equals(thread)) {
      try {
        thread.join(5_000);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
