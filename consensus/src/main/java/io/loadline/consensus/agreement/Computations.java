package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.ObservationList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which lists of observations were computed, run, wait for bodies, or failed and are tried again.
 */
final class Computations {
  private static final int LISTS = 64;

  private final long height;
  private final ObservationPool pool;
  private final Consumer<Effect> out;
  private final Map<Digest, Task> tasks = new LinkedHashMap<>();
  private final Map<Digest, Bytes> reports = new HashMap<>();

  private enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  private static final class Task {
    final ObservationList list;
    State state = State.WAITING;

    Task(ObservationList list) {
      this.list = list;
    }
  }

  Computations(long height, ObservationPool pool, Consumer<Effect> out) {
    this.height = height;
    this.pool = pool;
    this.out = out;
  }

  /** Wants a list computed; at most once at a time. */
  void need(ObservationList list) {
    Digest hash = list.hash();
    if (!tasks.containsKey(hash) && tasks.size() < LISTS) {
      Task task = new Task(list);
      tasks.put(hash, task);
      start(task);
    }
  }

  /** An observation arrived: starts what waited for it. */
  void observationsArrived() {
    tasks.values().stream().filter(task -> task.state == State.WAITING).forEach(this::start);
  }

  /** Whether a list that waits names this observation. */
  boolean isNamed(int round, Digest hash) {
    return tasks.values().stream()
        .filter(task -> task.state == State.WAITING && task.list.round() == round)
        .anyMatch(task -> task.list.refs().stream().anyMatch(ref -> ref.hash().equals(hash)));
  }

  /** Takes a result; false for one that was not asked for. */
  boolean computed(Digest observationsHash, Digest digest, Bytes report) {
    Task task = tasks.get(observationsHash);
    if (task == null || task.state != State.RUNNING) {
      return false;
    }
    task.state = State.DONE;
    reports.put(digest, report);
    return true;
  }

  void failed(Digest observationsHash) {
    Task task = tasks.get(observationsHash);
    if (task != null && task.state == State.RUNNING) {
      task.state = State.FAILED;
    }
  }

  void retryFailed() {
    tasks.values().stream().filter(task -> task.state == State.FAILED).forEach(this::start);
  }

  /** Lists that wait for observations this node does not hold. */
  List<ObservationList> waiting() {
    return tasks.values().stream()
        .filter(task -> task.state == State.WAITING)
        .map(task -> task.list)
        .toList();
  }

  /** The rounds whose observations some list names. */
  Set<Integer> rounds() {
    Set<Integer> rounds = new HashSet<>();
    tasks.values().forEach(task -> rounds.add(task.list.round()));
    return rounds;
  }

  /** The report this node computed for a digest. */
  Optional<Bytes> report(Digest digest) {
    return Optional.ofNullable(reports.get(digest));
  }

  private void start(Task task) {
    if (pool.missing(task.list).isEmpty()) {
      task.state = State.RUNNING;
      out.accept(
          new Effect.Compute(height, task.list.round(), task.list.hash(), pool.found(task.list)));
    } else {
      task.state = State.WAITING;
    }
  }
}
