package io.loadline.node.devnet.chain;

import io.loadline.chain.local.AnvilControl;
import io.loadline.chain.local.AnvilOptions;
import io.loadline.chain.local.AnvilProcess;
import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.rpc.RpcSettings;
import io.loadline.node.devnet.market.OptionChain;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.web3j.crypto.Credentials;

/** One local chain whose clock stands at the moment the market was quoted. */
public final class LocalChain implements AutoCloseable {
  private static final BigInteger POCKET_MONEY_WEI = BigInteger.TEN.pow(21);
  private static final int SLOTS_IN_AN_EPOCH = 2;

  private final AnvilProcess process;
  private final AnvilControl control;
  private final JsonRpcEndpoint endpoint;
  private final TransactionBatch transactions;
  private final Thread reaper;
  private boolean ticking;

  private LocalChain(AnvilProcess process) {
    this.process = process;
    this.control = process.control();
    this.endpoint = new JsonRpcEndpoint(process.url(), RpcSettings.DEFAULT);
    this.transactions = new TransactionBatch(endpoint, process.chainId());
    this.reaper = Thread.ofPlatform().unstarted(process::close);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** Starts a chain without blocks of its own: {@link #mine} makes them until {@link #tick}. */
  public static LocalChain start(Path anvil, Path folder, long chainId) throws IOException {
    var options =
        AnvilOptions.of(chainId)
            .withSlotsInAnEpoch(SLOTS_IN_AN_EPOCH)
            .withTimestamp(OptionChain.QUOTED_AT.getEpochSecond());
    var chain = new LocalChain(AnvilProcess.start(anvil, folder, options));
    chain.control.setAutomine(false);
    return chain;
  }

  public URI url() {
    return process.url();
  }

  public long id() {
    return process.chainId();
  }

  /** Makes blocks at once. */
  public void mine(int blocks) throws RpcException {
    control.mine(blocks);
  }

  /** From now on one block a second. */
  public void tick() throws RpcException {
    control.setIntervalMining(1);
    ticking = true;
  }

  /** Sends what was added to {@link #transactions} and waits until blocks hold all of it. */
  public List<Receipt> settle() throws IOException, InterruptedException {
    if (transactions.isEmpty()) {
      return List.of();
    }
    transactions.send();
    if (!ticking) {
      mine(1);
    }
    return transactions.receipts();
  }

  /** Gives keys the gas money they need. */
  public void fund(List<Credentials> keys) throws RpcException {
    var requests =
        keys.stream()
            .map(key ->
                JsonRpcEndpoint.request(
                    "anvil_setBalance", key.getAddress(), Hex.quantity(POCKET_MONEY_WEI)))
            .toList();
    var replies = endpoint.batch(requests);
    for (int i = 0; i < replies.size(); i++) {
      endpoint.answer(requests.get(i), replies.get(i));
    }
  }

  /** Transactions of many people together. */
  public TransactionBatch transactions() {
    return transactions;
  }

  public long headNumber() throws RpcException {
    return endpoint.call(JsonRpcEndpoint.request("eth_blockNumber")).quantity("block number");
  }

  public long headTime() throws RpcException {
    return block("latest").field("timestamp").quantity("timestamp");
  }

  public Bytes32 blockHash(long number) throws RpcException {
    return Bytes32.of(block(Hex.quantity(number)).field("hash").data("block hash", Bytes32.SIZE));
  }

  private Answer block(String number) throws RpcException {
    return endpoint.call(JsonRpcEndpoint.request("eth_getBlockByNumber", number, false));
  }

  /** The 32-byte words a view returns at the newest block. */
  public List<BigInteger> read(Address contract, byte[] callData) throws RpcException {
    var answer = call(Address.ZERO, contract, callData);
    var words = new ArrayList<BigInteger>();
    for (int from = 0; from + Bytes32.SIZE <= answer.length; from += Bytes32.SIZE) {
      words.add(new BigInteger(1, answer, from, Bytes32.SIZE));
    }
    return words;
  }

  /**
   * What a call by that sender would return now; a revert is an {@link RpcException.ErrorReply}.
   */
  public byte[] call(Address from, Address contract, byte[] callData) throws RpcException {
    var call = Map.of("from", from.toHex(), "to", contract.toHex(), "data", Hex.data(callData));
    return endpoint.call(JsonRpcEndpoint.request("eth_call", call, "latest")).data("call result");
  }

  /** Anything else one may ask the chain. */
  JsonRpcEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    endpoint.close();
    control.close();
    process.close();
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException _) {
      // Already shutting down: the hook ends the process, too.
    }
  }
}
