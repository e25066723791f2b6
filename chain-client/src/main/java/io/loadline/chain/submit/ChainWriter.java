package io.loadline.chain.submit;

import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.Request;

/**
 * The chain's side of transactions: counts, fees, estimates, sending, receipts. Blocking,
 * thread-safe.
 */
public final class ChainWriter {
  private static final String NEWEST = "latest";
  private static final int FEE_BLOCKS = 5;
  private static final int MEDIAN = 50;
  private static final List<String> NO_FAILURE =
      List.of("already known", "already imported", "nonce too low", "underpriced");

  private final ChainRpc rpc;

  public ChainWriter(ChainRpc rpc) {
    this.rpc = rpc;
  }

  public long chainId() {
    return rpc.chainId();
  }

  /** Transactions of the sender that are mined: the next nonce, were nothing pending. */
  public long minedCount(Address sender) throws RpcException {
    return rpc.any(
        JsonRpcEndpoint.request("eth_getTransactionCount", sender.toHex(), NEWEST),
        answer -> answer.quantity("transaction count"));
  }

  /** An offer for the next blocks, from what recent ones cost. */
  public Fees offer(FeePolicy policy) throws RpcException {
    Request<?, ?> request =
        JsonRpcEndpoint.request(
            "eth_feeHistory", Hex.quantity(FEE_BLOCKS), NEWEST, List.of(MEDIAN));
    return rpc.any(request, history -> offer(policy, history));
  }

  private static Fees offer(FeePolicy policy, Answer history) throws RpcException {
    Answer baseFees = history.field("baseFeePerGas");
    if (baseFees.size() == 0) {
      throw new RpcException.Malformed(history.source(), "a fee history without base fees");
    }
    // The last entry is the next block's.
    BigInteger base = baseFees.element(baseFees.size() - 1).bigQuantity("base fee");
    List<BigInteger> tips = new ArrayList<>();
    Answer rewards = history.optional("reward");
    if (rewards != null) {
      for (int i = 0; i < rewards.size(); i++) {
        tips.add(rewards.element(i).element(0).bigQuantity("reward"));
      }
    }
    tips.sort(null);
    return policy.first(base, tips.isEmpty() ? BigInteger.ZERO : tips.get(tips.size() / 2));
  }

  /** Gas the call would use now; a revert comes as {@link RpcException.ErrorReply}. */
  public long estimateGas(Address from, @Nullable Address to, byte[] data, BigInteger valueWei)
      throws RpcException {
    return rpc.any(
        JsonRpcEndpoint.request("eth_estimateGas", transaction(from, to, data, valueWei), NEWEST),
        answer -> answer.quantity("gas estimate"));
  }

  /**
   * Runs the call at the newest block, or at {@code block} (a tag or quantity), without sending it.
   */
  public byte[] simulate(Address from, Address to, byte[] data, String block) throws RpcException {
    return rpc.any(
        JsonRpcEndpoint.request("eth_call", transaction(from, to, data, BigInteger.ZERO), block),
        answer -> answer.data("call result"));
  }

  /** A view at the newest block. */
  public byte[] view(Address to, byte[] data) throws RpcException {
    return simulate(Address.ZERO, to, data, NEWEST);
  }

  /**
   * Hands the transaction to every usable endpoint; one that takes it suffices. That it is known,
   * mined, or up against another of the same nonce is no failure: following the nonce tells which.
   */
  public void broadcast(TransactionSigner.Signed transaction) throws RpcException {
    rpc.toEach(
        JsonRpcEndpoint.request("eth_sendRawTransaction", Hex.data(transaction.raw())),
        error -> NO_FAILURE.stream().anyMatch(error.reason().toLowerCase(Locale.ROOT)::contains));
  }

  public Optional<Receipt> receipt(String transactionHash) throws RpcException {
    return rpc.any(
        JsonRpcEndpoint.request("eth_getTransactionReceipt", transactionHash), Receipt::parse);
  }

  /** Receipts in the order of the hashes, one exchange for all. */
  public List<Optional<Receipt>> receipts(List<String> transactionHashes) throws RpcException {
    return rpc.anyBatch(
        transactionHashes.stream()
            .<Request<?, ?>>map(hash -> JsonRpcEndpoint.request("eth_getTransactionReceipt", hash))
            .toList(),
        Receipt::parse);
  }

  /** Sends many transactions in one exchange. */
  public void sendAll(List<TransactionSigner.Signed> transactions) throws RpcException {
    rpc.anyBatch(
        transactions.stream()
            .<Request<?, ?>>map(
                each -> JsonRpcEndpoint.request("eth_sendRawTransaction", Hex.data(each.raw())))
            .toList(),
        answer -> answer.text("transaction hash"));
  }

  private static Map<String, Object> transaction(
      Address from, @Nullable Address to, byte[] data, BigInteger valueWei) {
    Map<String, Object> transaction = new HashMap<>();
    transaction.put("from", from.toHex());
    if (to != null) {
      transaction.put("to", to.toHex());
    }
    transaction.put("data", Hex.data(data));
    transaction.put("value", Hex.quantity(valueWei));
    return transaction;
  }
}
