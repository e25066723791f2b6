package io.loadline.chain.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One question to several endpoints at once: waits for a quorum, then a grace for the rest. An
 * endpoint that misses the grace counts as failed, so that it delays one question and not every
 * one.
 */
final class FanOut<T> {

  /** What one endpoint said. */
  record Given<T>(String endpoint, T value) {}

  /** Asks one endpoint; blocking. */
  @FunctionalInterface
  interface Exchange<T> {
    T with(EndpointState endpoint) throws RpcException;
  }

  private record Outcome<T>(
      EndpointState endpoint, @Nullable T value, @Nullable RpcException failure) {}

  private final String what;
  private final int quorum;
  private final Duration limit;
  private final Duration grace;
  private final BlockingQueue<Outcome<T>> outcomes = new LinkedBlockingQueue<>();

  FanOut(String what, int quorum, Duration limit, Duration grace) {
    this.what = what;
    this.quorum = quorum;
    this.limit = limit;
    this.grace = grace;
  }

  /** At least a quorum of answers, or the most telling failure. */
  List<Given<T>> ask(List<EndpointState> endpoints, Exchange<T> exchange) throws RpcException {
    List<Thread> threads = new ArrayList<>(endpoints.size());
    for (EndpointState endpoint : endpoints) {
      threads.add(Thread.startVirtualThread(() -> outcomes.add(outcome(endpoint, exchange))));
    }
    try {
      return collect(endpoints);
    } finally {
      threads.forEach(Thread::interrupt); // Only stragglers still run.
    }
  }

  private Outcome<T> outcome(EndpointState endpoint, Exchange<T> exchange) {
    try {
      return new Outcome<>(endpoint, exchange.with(endpoint), null);
    } catch (RpcException e) {
      return new Outcome<>(endpoint, null, e);
    } catch (RuntimeException e) {
      String why = "unreadable answer (" + e + ")";
      return new Outcome<>(
          endpoint, null, new RpcException.Malformed(endpoint.endpoint().name(), why));
    }
  }

  private List<Given<T>> collect(List<EndpointState> endpoints) throws RpcException {
    long startedNanos = System.nanoTime();
    long deadlineNanos = startedNanos + limit.toNanos();
    Set<EndpointState> silent = new HashSet<>(endpoints);
    List<Given<T>> given = new ArrayList<>(endpoints.size());
    RpcException failure = null;
    while (!silent.isEmpty()) {
      Outcome<T> outcome = poll(deadlineNanos);
      if (outcome == null) {
        break;
      }
      silent.remove(outcome.endpoint());
      if (outcome.value() != null) {
        given.add(new Given<>(outcome.endpoint().endpoint().name(), outcome.value()));
      } else if (outcome.failure() != null) {
        failure = moreTelling(failure, outcome.failure());
      }
      if (given.size() == quorum) {
        deadlineNanos = Math.min(deadlineNanos, System.nanoTime() + grace.toNanos());
      }
    }
    for (EndpointState slow : silent) {
      long waitedMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
      slow.failed(new RpcException.TimedOut(slow.endpoint().name(), what, waitedMs));
    }
    if (given.size() >= quorum) {
      return given;
    }
    throw failure != null ? failure : new RpcException.TimedOut("a quorum", what, limit.toMillis());
  }

  private @Nullable Outcome<T> poll(long deadlineNanos) throws RpcException {
    try {
      return outcomes.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RpcException.TimedOut("the caller's deadline", what, limit.toMillis());
    }
  }

  /** That a block vanished says more than that another endpoint was down. */
  private static RpcException moreTelling(@Nullable RpcException before, RpcException now) {
    return before == null || before.blamesEndpoint() ? now : before;
  }
}
