package io.loadline.chain.snapshot;

import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.head.HeaderReader;
import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.protocol.core.Request;

/**
 * Finds the accounts that are at home in one GCM, by their events up to a pinned block. Logs are
 * asked for by number, so that the pin is checked to be canonical after reading; until then nothing
 * is kept.
 */
final class AccountDiscovery {
  private static final long FIRST_RANGE = 2_000;
  private static final long MOST_BLOCKS = 100_000;

  private final ChainRpc rpc;
  private final HeaderReader headers;
  private final Address gcm;
  private final long firstBlock;
  private final AccountStore store;
  private final AdaptiveChunks ranges = new AdaptiveChunks(FIRST_RANGE, MOST_BLOCKS);

  /**
   * @param firstBlock block of the GCM's deployment, or any before it
   */
  AccountDiscovery(ChainRpc rpc, Address gcm, long firstBlock, AccountStore store) {
    this.rpc = rpc;
    this.headers = new HeaderReader(rpc);
    this.gcm = gcm;
    this.firstBlock = firstBlock;
    this.store = store;
  }

  /** All accounts opened up to and including the pinned block. */
  synchronized List<OpenedAccount> upTo(Pin pin) throws RpcException {
    Optional<AccountStore.Index> known = stillCanonical(store.load(rpc.chainId(), gcm));
    if (known.isPresent() && known.get().blockNumber() >= pin.number()) {
      requireCanonical(pin);
      return known.get().accounts().stream().filter(a -> a.block() <= pin.number()).toList();
    }
    long from = known.map(index -> index.blockNumber() + 1).orElse(firstBlock);
    List<OpenedAccount> opened = new ArrayList<>();
    ranges.readAll(
        from, Math.max(from, pin.number() + 1), (first, end) -> opened.addAll(read(first, end)));
    requireCanonical(pin);
    store.append(rpc.chainId(), gcm, pin.number(), pin.hash(), opened);
    List<OpenedAccount> all =
        new ArrayList<>(known.map(AccountStore.Index::accounts).orElse(List.of()));
    all.addAll(opened);
    return all;
  }

  private Optional<AccountStore.Index> stillCanonical(Optional<AccountStore.Index> known)
      throws RpcException {
    if (known.isPresent() && !isCanonical(known.get())) {
      store.clear(rpc.chainId(), gcm);
      return Optional.empty();
    }
    return known;
  }

  private boolean isCanonical(AccountStore.Index index) throws RpcException {
    try {
      return headers.byNumber(index.blockNumber()).hash().equals(index.blockHash());
    } catch (RpcException.BlockVanished _) {
      return false;
    }
  }

  private void requireCanonical(Pin pin) throws RpcException {
    BlockHeader header = headers.byNumber(pin.number());
    if (!header.hash().equals(pin.hash())) {
      throw new RpcException.BlockVanished(
          "chain " + rpc.chainId(),
          pin.hash().toHex(),
          "number %d has hash %s".formatted(pin.number(), header.hash()));
    }
  }

  private List<OpenedAccount> read(long first, long end) throws RpcException {
    Map<String, Object> filter =
        Map.of(
            "address", gcm.toHex(),
            "topics", List.of(OpenedAccount.TOPIC.toHex()),
            "fromBlock", Hex.quantity(first),
            "toBlock", Hex.quantity(end - 1));
    Request<?, ?> request = JsonRpcEndpoint.request("eth_getLogs", filter);
    return rpc.agreed(request, logs -> parse(logs, first, end));
  }

  private List<OpenedAccount> parse(Answer logs, long first, long end) throws RpcException {
    int count = logs.size();
    List<OpenedAccount> opened = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      OpenedAccount account = OpenedAccount.parse(logs.element(i), rpc.chainId(), gcm);
      if (account.block() < first || account.block() >= end) {
        throw new RpcException.Malformed(logs.source(), "a log from outside the asked blocks");
      }
      opened.add(account);
    }
    return opened;
  }
}
