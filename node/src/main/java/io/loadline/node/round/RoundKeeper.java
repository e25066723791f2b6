package io.loadline.node.round;

import io.loadline.consensus.agreement.Effect;
import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.round.PhaseClock.Phase;
import io.loadline.risk.bytes.Bytes32;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows a signature: the bundle goes to disk, then the report goes to the contracts. */
final class RoundKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoundKeeper.class);

  private static final int FETCH_ATTEMPTS = 5;
  private static final long FETCH_PAUSE_MS = 1_000;

  private final NetworkManifest manifest;
  private final SignedRounds rounds;
  private final BundleFetcher fetcher;
  private final Submission submission;
  private final RoundJournal journal;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RoundKeeper(
      NetworkManifest manifest,
      SignedRounds rounds,
      BundleFetcher fetcher,
      Submission submission,
      RoundJournal journal) {
    this.manifest = manifest;
    this.rounds = rounds;
    this.fetcher = fetcher;
    this.submission = submission;
    this.journal = journal;
  }

  /** Keeps a round that this node computed itself. Returns at once. */
  void keep(Effect.Signed signed, Computation computation, PhaseClock phases) {
    run(() -> {
      RoundBundle bundle =
          new RoundBundle(
              manifest.genesis(),
              manifest.rules(),
              manifest.committee(),
              computation.snapshot(),
              computation.result().report(),
              signed.observations(),
              Objects.requireNonNull(signed.proposal(), "a complete round has its proposal"),
              signed.certificate(),
              signed.signature());
      rounds.keep(bundle, BundleCodec.encode(bundle), computation.result().next());
      phases.reached(Phase.KEPT);
      journal.kept(bundle.height(), computation, phases);
      LOG.info(
          "height={} round={} signed digest={} accounts={} leader={} signers={}",
          bundle.height(),
          bundle.proposal().round(),
          computation.digest(),
          bundle.snapshot().accounts().size(),
          bundle.proposal().member(),
          bundle.commits().signatures().size());
      submission.submit(bundle, phases);
    });
  }

  /**
   * Gets a signed round from the others that this node could not compute. Returns at once; asks
   * again for a while, as they may be about to keep it themselves.
   */
  void fetch(long height, Bytes32 digest) {
    run(() -> {
      try {
        for (int attempt = 0; attempt < FETCH_ATTEMPTS; attempt++) {
          if (fetcher.fetch(height, digest)) {
            return;
          }
          Thread.sleep(FETCH_PAUSE_MS);
        }
        LOG.warn("height={} no connected member could give the round", height);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void run(Runnable task) {
    try {
      threads.execute(() -> {
        try {
          task.run();
        } catch (RuntimeException e) {
          LOG.error("a finished round could not be kept", e);
        }
      });
    } catch (RejectedExecutionException _) {
      LOG.debug("not started: the node is closing");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
