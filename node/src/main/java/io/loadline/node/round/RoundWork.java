package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.node.observation.ObservationCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what takes long away from the loop's thread. Observing is waiting, so it runs side by side.
 * Computing is work: one report at a time, the newest height first, and what a later round of the
 * same height has overtaken is not begun, so that a slow machine spends its time on what can still
 * be decided.
 */
final class RoundWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoundWork.class);

  private record Wish(
      long height,
      int round,
      BlockHeader anchor,
      List<ObservationVote> observations,
      Consumer<Computation> done,
      Consumer<String> failed) {
    static final Comparator<Wish> NEWEST_FIRST =
        Comparator.comparingLong(Wish::height).thenComparingInt(Wish::round).reversed();
  }

  private final Observer observer;
  private final RoundComputer computer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final PriorityBlockingQueue<Wish> wishes =
      new PriorityBlockingQueue<>(16, Wish.NEWEST_FIRST);
  private final Map<Long, Integer> newestRounds = new ConcurrentHashMap<>();
  private final Thread worker = Thread.ofPlatform().name("round-compute").unstarted(this::work);

  RoundWork(Observer observer, RoundComputer computer) {
    this.observer = observer;
    this.computer = computer;
  }

  void start() {
    worker.start();
  }

  /** Observes for a round and hands over the body. */
  void observe(long height, int round, BlockHeader anchor, Consumer<Bytes> done) {
    try {
      threads.execute(() -> {
        try {
          done.accept(Bytes.of(ObservationCodec.encode(observer.observe(height, round, anchor))));
        } catch (RuntimeException e) {
          LOG.error("height={} round={} observing broke", height, round, e);
        }
      });
    } catch (RejectedExecutionException _) {
      LOG.debug("not observed: the node is closing");
    }
  }

  /** Computes a round's report; exactly one of the two is told, from the computing thread. */
  void compute(
      long height,
      int round,
      BlockHeader anchor,
      List<ObservationVote> observations,
      Consumer<Computation> done,
      Consumer<String> failed) {
    newestRounds.merge(height, round, Math::max);
    wishes.add(new Wish(height, round, anchor, observations, done, failed));
  }

  /** Forgets a height that has ended. */
  void forget(long height) {
    newestRounds.remove(height);
    wishes.removeIf(wish -> wish.height() == height);
  }

  private void work() {
    try {
      while (true) {
        carryOut(wishes.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void carryOut(Wish wish) {
    if (newestRounds.getOrDefault(wish.height(), wish.round()) > wish.round()) {
      wish.failed().accept("a later round is computed instead");
      return;
    }
    try {
      wish.done().accept(computer.compute(wish.height(), wish.anchor(), wish.observations()));
    } catch (CannotCompute e) {
      wish.failed().accept(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("height={} round={} computing broke", wish.height(), wish.round(), e);
      wish.failed().accept(e.toString());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    worker.interrupt();
  }
}
