package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.node.observation.ObservationCodec;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what takes long away from the loop's thread: observing and computing. */
final class RoundWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoundWork.class);
  private static final int COMPUTING_AT_ONCE = 2;

  private final Observer observer;
  private final RoundComputer computer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore computing = new Semaphore(COMPUTING_AT_ONCE);

  RoundWork(Observer observer, RoundComputer computer) {
    this.observer = observer;
    this.computer = computer;
  }

  /** Observes for a round and hands over the body. */
  void observe(long height, int round, Consumer<Bytes> done) {
    run(() -> done.accept(Bytes.of(ObservationCodec.encode(observer.observe(height, round)))));
  }

  /** Computes a round's report; exactly one of the two is told. */
  void compute(
      long height,
      BlockHeader anchor,
      List<ObservationVote> observations,
      Consumer<Computation> done,
      Consumer<String> failed) {
    run(
        () -> {
          try {
            computing.acquire();
            try {
              done.accept(computer.compute(height, anchor, observations));
            } finally {
              computing.release();
            }
          } catch (CannotCompute e) {
            failed.accept(String.valueOf(e.getMessage()));
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            LOG.error("height={} computing broke", height, e);
            failed.accept(e.toString());
          }
        });
  }

  private void run(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException _) {
      LOG.debug("not started: the node is closing");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
