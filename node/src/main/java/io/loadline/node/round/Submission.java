package io.loadline.node.round;

import io.loadline.chain.contracts.GroupSignature;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.submit.Receipt;
import io.loadline.chain.submit.RoundSubmission;
import io.loadline.chain.submit.RoundSubmitter;
import io.loadline.chain.submit.RoundSubmitter.Inclusion;
import io.loadline.chain.submit.SubmissionResult;
import io.loadline.consensus.Committee;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.http.RoundNotes.Submitted;
import io.loadline.node.round.PhaseClock.Phase;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.report.Leaf;
import io.loadline.risk.report.MerkleTree;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings finished rounds to the GCM of every chain. The decided round's leader goes first; each
 * further operator waits one step longer and sends only if the contract still lacks the round. A
 * transaction that a reorg removes is sent again.
 */
final class Submission implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);
  private static final Duration ONE_ATTEMPT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MAX_ATTEMPTS = 30;
  private static final int MAX_FINALITY_CHECKS = 900;

  private final Committee committee;
  private final int self;
  private final Duration step;
  private final SortedMap<Long, RoundSubmitter> submitters;
  private final RoundJournal journal;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param submitters by chain id; empty if this node never submits
   */
  Submission(
      Committee committee,
      int self,
      Duration step,
      SortedMap<Long, RoundSubmitter> submitters,
      RoundJournal journal) {
    this.committee = committee;
    this.self = self;
    this.step = step;
    this.submitters = new TreeMap<>(submitters);
    this.journal = journal;
  }

  /** Takes this operator's turn on every chain. Returns at once. */
  void submit(RoundBundle bundle, PhaseClock phases) {
    Duration wait = step.multipliedBy(turn(bundle.height(), bundle.proposal().round()));
    submitters.forEach((chainId, submitter) -> {
      try {
        threads.execute(() -> bring(bundle, chainId, submitter, wait, phases));
      } catch (RejectedExecutionException _) {
        LOG.debug("not submitted: the node is closing");
      }
    });
  }

  /** How many operators go before this one. */
  private int turn(long height, int decidedRound) {
    int turn = 0;
    while (committee.leader(height, decidedRound + turn) != self) {
      turn++;
    }
    return turn;
  }

  private void bring(
      RoundBundle bundle,
      long chainId,
      RoundSubmitter submitter,
      Duration wait,
      PhaseClock phases) {
    try {
      Thread.sleep(wait);
      RoundSubmission round = submissionFor(bundle, chainId);
      for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
        if (isSettled(bundle.height(), chainId, submitter, round, phases)) {
          return;
        }
        Thread.sleep(PAUSE);
      }
      LOG.error(
          "height={} chain={} the report could not be brought to the contract",
          bundle.height(),
          chainId);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isSettled(
      long height, long chainId, RoundSubmitter submitter, RoundSubmission round, PhaseClock phases)
      throws InterruptedException {
    try {
      switch (submitter.submit(round, ONE_ATTEMPT)) {
        case SubmissionResult.Accepted(Receipt receipt, int _) -> {
          phases.reached(Phase.SUBMITTED);
          journal.submitted(
              height,
              new Submitted(
                  chainId, receipt.transactionHash(), receipt.blockNumber(), receipt.gasUsed()));
          LOG.info(
              "height={} accepted chain={} tx={} gas={}",
              height,
              chainId,
              receipt.transactionHash(),
              receipt.gasUsed());
          return staysAccepted(submitter, receipt);
        }
        case SubmissionResult.AlreadyAccepted(long newest) -> {
          journal.accepted(newest);
          return true;
        }
        case SubmissionResult.Refused(String reason) ->
            LOG.warn("height={} chain={} the contract refuses: {}", height, chainId, reason);
        case SubmissionResult.Undecided(String reason, List<String> _) ->
            LOG.warn("height={} chain={} not accepted yet: {}", height, chainId, reason);
      }
    } catch (RpcException e) {
      LOG.warn("height={} chain={} not submitted yet: {}", height, chainId, e.getMessage());
    }
    return false;
  }

  /** Watches a mined submission until it is final; false if a reorg took it away. */
  private static boolean staysAccepted(RoundSubmitter submitter, Receipt receipt)
      throws InterruptedException {
    for (int check = 0; check < MAX_FINALITY_CHECKS; check++) {
      try {
        Inclusion inclusion = submitter.check(receipt);
        if (inclusion != Inclusion.INCLUDED) {
          return inclusion == Inclusion.FINAL;
        }
      } catch (RpcException e) {
        LOG.debug("cannot look at {}: {}", receipt.transactionHash(), e.getMessage());
      }
      Thread.sleep(PAUSE);
    }
    return true;
  }

  private static RoundSubmission submissionFor(RoundBundle bundle, long chainId) {
    List<Pin> pins = bundle.snapshot().pins();
    MerkleTree tree =
        MerkleTree.of(pins.stream().map(pin -> new Leaf.PinLeaf(pin).hash()).toList());
    int index = 0;
    while (pins.get(index).chainId() != chainId) {
      index++;
    }
    return new RoundSubmission(
        bundle.report(), signature(bundle), pins.get(index), tree.proof(index));
  }

  private static GroupSignature signature(RoundBundle bundle) {
    byte[] words = bundle.signature().toBytes();
    return new GroupSignature(word(words, 0), word(words, 1), word(words, 2));
  }

  private static BigInteger word(byte[] words, int index) {
    return new BigInteger(1, Arrays.copyOfRange(words, index * 32, (index + 1) * 32));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
