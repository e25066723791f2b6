package io.loadline.chain.submit;

import io.loadline.chain.contracts.Reverts;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends ordinary transactions of one key and waits until they are mined: deployment and set-up.
 * Many at once are pipelined with nonces counted here, so the key must have no other writer.
 * Blocking; one caller at a time.
 */
public final class TransactionSender {
  private static final int MOST_IN_FLIGHT = 100;
  private static final long FIRST_POLL_MS = 5;
  private static final long LAST_POLL_MS = 200;

  private final ChainWriter writer;
  private final TransactionSigner signer;
  private final FeePolicy policy;
  private final Duration limit;
  private long nextNonce = -1;

  /**
   * A sender for one key on one chain.
   *
   * @param limit how long a transaction may take to be mined
   */
  public TransactionSender(
      ChainWriter writer, TransactionSigner signer, FeePolicy policy, Duration limit) {
    this.writer = writer;
    this.signer = signer;
    this.policy = policy;
    this.limit = limit;
  }

  /** A call of a contract. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Call(Address to, byte[] data) {}

  public Address address() {
    return signer.address();
  }

  public Receipt send(Address to, byte[] data) throws RpcException, TransactionFailedException {
    return estimateAndSend(to, data, BigInteger.ZERO);
  }

  public Receipt sendValue(Address to, BigInteger wei)
      throws RpcException, TransactionFailedException {
    return estimateAndSend(to, new byte[0], wei);
  }

  /** Address of the created contract. */
  public Address deploy(byte[] creation) throws RpcException, TransactionFailedException {
    Receipt receipt = estimateAndSend(null, creation, BigInteger.ZERO);
    return receipt
        .contract()
        .orElseThrow(
            () -> new TransactionFailedException(receipt.transactionHash(), "no contract address"));
  }

  /**
   * Sends all calls in this order without waiting in between, each with the same gas limit; fails
   * at the first that reverts.
   */
  public synchronized List<Receipt> sendAll(List<Call> calls, long gasLimitEach)
      throws RpcException, TransactionFailedException {
    List<Receipt> receipts = new ArrayList<>(calls.size());
    for (int from = 0; from < calls.size(); from += MOST_IN_FLIGHT) {
      List<Call> window = calls.subList(from, Math.min(calls.size(), from + MOST_IN_FLIGHT));
      Fees fees = writer.offer(policy);
      List<TransactionSigner.Signed> signed = new ArrayList<>(window.size());
      for (Call call : window) {
        signed.add(sign(call.to(), call.data(), BigInteger.ZERO, gasLimitEach, fees));
      }
      List<Receipt> mined = sendAndAwait(signed);
      for (int i = 0; i < mined.size(); i++) {
        requireSuccess(mined.get(i), window.get(i).to(), window.get(i).data());
      }
      receipts.addAll(mined);
    }
    return receipts;
  }

  private synchronized Receipt estimateAndSend(
      @Nullable Address to, byte[] data, BigInteger valueWei)
      throws RpcException, TransactionFailedException {
    long gas;
    try {
      gas = writer.estimateGas(signer.address(), to, data, valueWei);
    } catch (RpcException.ErrorReply e) {
      throw new TransactionFailedException(
          nameOf(to, data), e.reverted() ? Reverts.describe(e.data()) : e.reason());
    }
    Fees fees = writer.offer(policy);
    Receipt receipt =
        sendAndAwait(List.of(sign(to, data, valueWei, gas + gas / 4, fees))).getFirst();
    requireSuccess(receipt, to, data);
    return receipt;
  }

  private TransactionSigner.Signed sign(
      @Nullable Address to, byte[] data, BigInteger valueWei, long gasLimit, Fees fees)
      throws RpcException {
    if (nextNonce < 0) {
      nextNonce = writer.minedCount(signer.address());
    }
    return signer.sign(
        new TransactionSigner.Unsigned(
            writer.chainId(), nextNonce++, to, valueWei, data, gasLimit, fees));
  }

  private List<Receipt> sendAndAwait(List<TransactionSigner.Signed> signed)
      throws RpcException, TransactionFailedException {
    boolean done = false;
    try {
      writer.sendAll(signed);
      List<Receipt> receipts = await(signed.stream().map(TransactionSigner.Signed::hash).toList());
      done = true;
      return receipts;
    } finally {
      if (!done) {
        nextNonce = -1; // Some may not have left: ask the chain again.
      }
    }
  }

  private List<Receipt> await(List<String> hashes) throws RpcException, TransactionFailedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    long pauseMs = FIRST_POLL_MS;
    while (true) {
      List<Receipt> mined = writer.receipts(hashes).stream().flatMap(Optional::stream).toList();
      if (mined.size() == hashes.size()) {
        return mined;
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new TransactionFailedException(
            "%d of %d transactions".formatted(hashes.size() - mined.size(), hashes.size()),
            "not mined within %d ms".formatted(limit.toMillis()));
      }
      pause(pauseMs);
      pauseMs = Math.min(LAST_POLL_MS, 2 * pauseMs);
    }
  }

  private static void pause(long milliseconds) throws TransactionFailedException {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new TransactionFailedException("waiting for transactions", "interrupted");
    }
  }

  private void requireSuccess(Receipt receipt, @Nullable Address to, byte[] data)
      throws RpcException, TransactionFailedException {
    if (!receipt.succeeded()) {
      throw new TransactionFailedException(nameOf(to, data), reasonOf(receipt, to, data));
    }
  }

  private String reasonOf(Receipt receipt, @Nullable Address to, byte[] data) throws RpcException {
    if (to == null) {
      return "reverted in " + receipt.transactionHash();
    }
    try {
      writer.simulate(signer.address(), to, data, Hex.quantity(receipt.blockNumber() - 1));
      return "reverted in %s (out of gas, or state changed since)"
          .formatted(receipt.transactionHash());
    } catch (RpcException.ErrorReply e) {
      return Reverts.describe(e.data());
    }
  }

  private static String nameOf(@Nullable Address to, byte[] data) {
    String selector = Hex.data(java.util.Arrays.copyOf(data, 4));
    return to == null ? "contract creation" : "call %s of %s".formatted(selector, to);
  }
}
