package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.Reverts;
import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ContractUtils;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.core.Request;

/** Transactions of many people, sent together; each must succeed. One thread. */
public final class TransactionBatch {
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(30_000_000);
  private static final BigInteger TIP_WEI = BigInteger.valueOf(1_000_000_000L);
  private static final BigInteger MOST_FEE_WEI = BigInteger.valueOf(100_000_000_000L);
  private static final long RECEIPT_POLL_MS = 100;
  private static final long RECEIPT_DEADLINE_MS = 20_000;

  private record Pending(
      String what, String hash, Credentials from, @Nullable Address to, String data) {}

  private final JsonRpcEndpoint endpoint;
  private final long chainId;
  private final Map<String, BigInteger> nonces = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private final List<Request<?, ?>> requests = new ArrayList<>();

  TransactionBatch(JsonRpcEndpoint endpoint, long chainId) {
    this.endpoint = endpoint;
    this.chainId = chainId;
  }

  /** Signs a transaction; it leaves with the next {@link #send}. */
  public void add(String what, Credentials from, Address to, byte[] data) throws RpcException {
    sign(what, from, to, data, nextNonce(from.getAddress()));
  }

  /** Signs a contract's creation and returns where the contract will stand. */
  public Address create(String what, Credentials from, byte[] initCode) throws RpcException {
    var nonce = nextNonce(from.getAddress());
    sign(what, from, null, initCode, nonce);
    return Address.fromHex(ContractUtils.generateContractAddress(from.getAddress(), nonce));
  }

  private void sign(
      String what, Credentials from, @Nullable Address to, byte[] data, BigInteger nonce) {
    var unsigned =
        RawTransaction.createTransaction(
            chainId,
            nonce,
            GAS_LIMIT,
            to == null ? "" : to.toHex(),
            BigInteger.ZERO,
            Hex.data(data),
            TIP_WEI,
            MOST_FEE_WEI);
    var signed = Hex.data(TransactionEncoder.signMessage(unsigned, from));
    pending.add(new Pending(what, Hash.sha3(signed), from, to, Hex.data(data)));
    requests.add(JsonRpcEndpoint.request("eth_sendRawTransaction", signed));
  }

  public boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Sends what was added, without waiting for blocks. */
  public void send() throws RpcException {
    if (requests.isEmpty()) {
      return;
    }
    var replies = endpoint.batch(requests);
    for (int i = 0; i < requests.size(); i++) {
      endpoint.answer(requests.get(i), replies.get(i));
    }
    requests.clear();
  }

  /** Waits until a block holds each; a revert is an exception that says whose and why. */
  public List<Receipt> receipts() throws IOException, InterruptedException {
    var receipts = new ArrayList<Receipt>();
    long deadline = System.nanoTime() + RECEIPT_DEADLINE_MS * 1_000_000;
    var sent = List.copyOf(pending);
    pending.clear();
    for (var transaction : sent) {
      var receipt = receipt(transaction);
      while (receipt == null) {
        if (System.nanoTime() > deadline) {
          throw new IOException(transaction.what() + ": not in a block after 20 s");
        }
        Thread.sleep(RECEIPT_POLL_MS);
        receipt = receipt(transaction);
      }
      if (!receipt.succeeded()) {
        throw new RevertedException(transaction.what(), reason(transaction));
      }
      receipts.add(receipt);
    }
    return receipts;
  }

  private @Nullable Receipt receipt(Pending transaction) throws RpcException {
    var answer =
        endpoint.call(JsonRpcEndpoint.request("eth_getTransactionReceipt", transaction.hash()));
    return answer.isNull() ? null : Receipt.of(answer);
  }

  private String reason(Pending transaction) {
    var call = new HashMap<String, String>();
    call.put("from", transaction.from().getAddress());
    call.put("data", transaction.data());
    if (transaction.to() != null) {
      call.put("to", transaction.to().toHex());
    }
    try {
      endpoint.call(JsonRpcEndpoint.request("eth_call", call, "latest"));
      return "the same call would succeed now";
    } catch (RpcException.ErrorReply e) {
      return Reverts.describe(e.data());
    } catch (RpcException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private BigInteger nextNonce(String address) throws RpcException {
    var nonce = nonces.get(address);
    if (nonce == null) {
      Answer answer =
          endpoint.call(JsonRpcEndpoint.request("eth_getTransactionCount", address, "latest"));
      nonce = answer.bigQuantity("nonce");
    }
    nonces.put(address, nonce.add(BigInteger.ONE));
    return nonce;
  }
}
