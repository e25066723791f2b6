package io.loadline.chain.submit;

import io.loadline.chain.contracts.Reverts;
import io.loadline.chain.head.HeaderReader;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.submit.SubmissionJournal.Attempt;
import io.loadline.chain.submit.SubmissionJournal.Pending;
import io.loadline.risk.bytes.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings rounds to one GCM with one transmitter key. At most one nonce is in use; what is stuck is
 * replaced, by the same round at higher fees or by the next round. Blocking, meant for a virtual
 * thread; one caller at a time.
 */
public final class RoundSubmitter {
  private static final String HEIGHT_NOT_RISING = "HeightNotRising";

  private final ChainWriter writer;
  private final HeaderReader headers;
  private final Address gcm;
  private final GcmView view;
  private final TransactionSigner signer;
  private final SubmitterSettings settings;
  private final SubmissionJournal journal;

  public RoundSubmitter(
      ChainRpc rpc,
      Address gcm,
      TransactionSigner signer,
      SubmitterSettings settings,
      SubmissionJournal journal) {
    this.writer = new ChainWriter(rpc);
    this.headers = new HeaderReader(rpc);
    this.gcm = gcm;
    this.view = new GcmView(writer, gcm);
    this.signer = signer;
    this.settings = settings;
    this.journal = journal;
  }

  /** Where a mined submission stands. */
  public enum Inclusion {
    /** In a block that may still be reorganised away. */
    INCLUDED,
    /** In a finalized block. */
    FINAL,
    /** Not in the chain any more, or in another block: submit again. */
    GONE
  }

  /** Sends the round unless the contract has it, and waits at most this long. */
  public synchronized SubmissionResult submit(RoundSubmission round, Duration limit)
      throws RpcException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (true) {
      settleMined();
      Optional<SubmissionResult> refusal = preflight(round);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      SubmissionResult result = sendAndFollow(round, deadlineNanos);
      if (result != null) {
        return result;
      }
    }
  }

  /** Looks again at a mined submission: call this until it is final. */
  public Inclusion check(Receipt receipt) throws RpcException {
    Optional<Receipt> now = writer.receipt(receipt.transactionHash());
    if (now.isEmpty() || !now.get().blockHash().equals(receipt.blockHash())) {
      return Inclusion.GONE;
    }
    long finalized = headers.newest(HeaderReader.Tag.FINALIZED).number();
    return finalized >= receipt.blockNumber() ? Inclusion.FINAL : Inclusion.INCLUDED;
  }

  private void settleMined() throws RpcException {
    Optional<Pending> pending = journal.pending(writer.chainId(), signer.address());
    if (pending.isPresent() && writer.minedCount(signer.address()) > pending.get().nonce()) {
      journal.settled(writer.chainId(), signer.address());
    }
  }

  /** What makes sending pointless, if anything. */
  private Optional<SubmissionResult> preflight(RoundSubmission round) throws RpcException {
    long newest = view.latestRound().height();
    if (newest >= round.height()) {
      return Optional.of(new SubmissionResult.AlreadyAccepted(newest));
    }
    try {
      writer.simulate(signer.address(), gcm, round.callData(), "latest");
      return Optional.empty();
    } catch (RpcException.ErrorReply e) {
      return Optional.of(refusal(e));
    }
  }

  private SubmissionResult refusal(RpcException.ErrorReply reply) throws RpcException {
    if (!reply.reverted()) {
      throw reply;
    }
    return Reverts.nameOf(reply.data()).filter(HEIGHT_NOT_RISING::equals).isPresent()
        ? new SubmissionResult.AlreadyAccepted(view.latestRound().height())
        : new SubmissionResult.Refused(Reverts.describe(reply.data()));
  }

  /** Null: the nonce was used by something else, start over. */
  private @Nullable SubmissionResult sendAndFollow(RoundSubmission round, long deadlineNanos)
      throws RpcException {
    byte[] data = round.callData();
    long gas;
    try {
      gas = writer.estimateGas(signer.address(), gcm, data, BigInteger.ZERO);
    } catch (RpcException.ErrorReply e) {
      return refusal(e);
    }
    Pending pending = journal.pending(writer.chainId(), signer.address()).orElse(null);
    while (true) {
      Pending next = attempt(pending, round, data, gas + gas / 2);
      boolean atCap = next.equals(pending);
      pending = next;
      writer.broadcast(signedOf(pending.attempts().getLast()));
      long bumpNanos = System.nanoTime() + settings.bumpAfter().toNanos();
      while (System.nanoTime() < Math.min(bumpNanos, deadlineNanos)) {
        Optional<Followed> followed = follow(pending, round);
        if (followed.isPresent()) {
          return followed.get().result();
        }
        if (!pause()) {
          return undecided(pending, "interrupted");
        }
      }
      if (System.nanoTime() >= deadlineNanos) {
        return undecided(pending, atCap ? "not mined at the fee cap" : "not mined in time");
      }
    }
  }

  private record Followed(@Nullable SubmissionResult result) {}

  /** Empty while nothing has happened to the nonce. */
  private Optional<Followed> follow(Pending pending, RoundSubmission round) throws RpcException {
    Optional<Followed> mined = followReceipts(pending, round);
    if (mined.isPresent()) {
      return mined;
    }
    long newest = view.latestRound().height();
    boolean used = writer.minedCount(signer.address()) > pending.nonce();
    if (newest < round.height() && !used) {
      return Optional.empty();
    }
    mined = followReceipts(pending, round); // It may be ours, mined between the questions.
    if (mined.isPresent()) {
      return mined;
    }
    if (used) {
      journal.settled(writer.chainId(), signer.address());
    }
    return Optional.of(
        new Followed(
            newest >= round.height() ? new SubmissionResult.AlreadyAccepted(newest) : null));
  }

  private Optional<Followed> followReceipts(Pending pending, RoundSubmission round)
      throws RpcException {
    for (Attempt attempt : pending.attempts().reversed()) {
      Optional<Receipt> receipt = writer.receipt(attempt.hash());
      if (receipt.isPresent()) {
        journal.settled(writer.chainId(), signer.address());
        return Optional.of(new Followed(conclude(receipt.get(), attempt, pending, round)));
      }
    }
    return Optional.empty();
  }

  private @Nullable SubmissionResult conclude(
      Receipt receipt, Attempt mined, Pending pending, RoundSubmission round) throws RpcException {
    if (mined.height() != round.height()) {
      return null; // An older round's transaction won the nonce; this round takes the next.
    }
    if (receipt.succeeded()) {
      return new SubmissionResult.Accepted(receipt, pending.attempts().size());
    }
    long newest = view.latestRound().height();
    if (newest >= round.height()) {
      return new SubmissionResult.AlreadyAccepted(newest);
    }
    String hash = receipt.transactionHash();
    return preflight(round)
        .orElse(
            new SubmissionResult.Undecided(
                "reverted in %s, yet would pass now".formatted(hash), List.of(hash)));
  }

  /** A first offer, or a replacement; the same pending again when the cap forbids more. */
  private Pending attempt(
      @Nullable Pending pending, RoundSubmission round, byte[] data, long gasLimit)
      throws RpcException {
    Fees fresh = writer.offer(settings.fees());
    long nonce = pending == null ? writer.minedCount(signer.address()) : pending.nonce();
    Optional<Fees> fees =
        pending == null
            ? Optional.of(fresh)
            : settings.fees().bump(pending.attempts().getLast().fees(), fresh);
    if (pending != null && fees.isEmpty()) {
      return pending;
    }
    TransactionSigner.Signed signed =
        signer.sign(
            new TransactionSigner.Unsigned(
                writer.chainId(), nonce, gcm, BigInteger.ZERO, data, gasLimit, fees.orElse(fresh)));
    List<Attempt> attempts = new ArrayList<>(pending == null ? List.of() : pending.attempts());
    attempts.add(
        new Attempt(signed.hash(), round.height(), fees.orElse(fresh), Hex.data(signed.raw())));
    Pending next = new Pending(writer.chainId(), signer.address(), nonce, attempts);
    journal.record(next);
    return next;
  }

  private static TransactionSigner.Signed signedOf(Attempt attempt) throws RpcException {
    return new TransactionSigner.Signed(
        attempt.hash(), Hex.parseData(attempt.rawHex(), "the journal", "transaction"));
  }

  private static SubmissionResult undecided(Pending pending, String reason) {
    return new SubmissionResult.Undecided(
        reason, pending.attempts().stream().map(Attempt::hash).toList());
  }

  /** False when interrupted. */
  private boolean pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(settings.poll().toNanos());
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
