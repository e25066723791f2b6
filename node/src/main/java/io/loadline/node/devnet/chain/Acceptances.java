package io.loadline.node.devnet.chain;

import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rounds that a manager accepted: the contract's word that it verified the group's signature. */
public final class Acceptances {
  private static final Bytes32 TOPIC =
      Keccak.hash("RoundAccepted(uint64,bytes32,bytes32,bytes32,bytes32,uint64,uint64,uint8)");

  private final LocalChain chain;
  private final Address manager;

  public Acceptances(LocalChain chain, Address manager) {
    this.chain = chain;
    this.manager = manager;
  }

  /**
   * A round as the contract tells of it.
   *
   * @param digest what the group signed
   * @param gas of the transaction that brought it
   * @param sender who paid for it
   */
  public record Accepted(
      long height, Bytes32 digest, String transaction, long gas, Address sender) {}

  /** All rounds the manager ever accepted, rising. */
  public List<Accepted> all() throws RpcException {
    return read(List.of(TOPIC.toHex()));
  }

  /** The round of that height, if it was accepted. */
  public Optional<Accepted> at(long height) throws RpcException {
    var topic = "0x%064x".formatted(height);
    return read(List.of(TOPIC.toHex(), topic)).stream().findFirst();
  }

  private List<Accepted> read(List<String> topics) throws RpcException {
    var filter =
        Map.of(
            "address",
            manager.toHex(),
            "topics",
            topics,
            "fromBlock",
            Hex.quantity(0),
            "toBlock",
            "latest");
    var logs = chain.endpoint().call(JsonRpcEndpoint.request("eth_getLogs", filter));
    var accepted = new ArrayList<Accepted>();
    for (int i = 0; i < logs.size(); i++) {
      var log = logs.element(i);
      var indexed = log.field("topics");
      var hash = log.field("transactionHash").text("transaction hash");
      var receipt =
          chain.endpoint().call(JsonRpcEndpoint.request("eth_getTransactionReceipt", hash));
      accepted.add(
          new Accepted(
              Long.parseUnsignedLong(indexed.element(1).text("height").substring(2), 16),
              Bytes32.of(indexed.element(2).data("digest", Bytes32.SIZE)),
              hash,
              receipt.field("gasUsed").quantity("gas used"),
              Address.of(receipt.field("from").data("sender", Address.SIZE))));
    }
    return accepted;
  }
}
