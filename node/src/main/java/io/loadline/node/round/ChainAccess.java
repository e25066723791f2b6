package io.loadline.node.round;

import io.loadline.chain.head.FinalizedView;
import io.loadline.chain.head.HeaderReader;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.RpcSettings;
import io.loadline.node.OperatorException;
import io.loadline.node.config.NodeConfig;
import io.loadline.risk.rules.Rules;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** This operator's own view of every chain of the rules; chain id rising. */
final class ChainAccess implements AutoCloseable {
  /** One chain's doors. */
  record Chain(ChainRpc rpc, HeaderReader headers, FinalizedView view, long pollMs) {}

  private final SequencedMap<Long, Chain> chains = new TreeMap<>();

  /** Opens without connecting; every chain that the rules name must be configured. */
  ChainAccess(Rules rules, NodeConfig config) {
    for (Rules.Chain chain : rules.chains()) {
      NodeConfig.ChainSettings settings = config.chains().get(chain.chainId());
      if (settings == null) {
        throw new OperatorException.Configuration(
            "the network reads chain " + chain.chainId() + ", no endpoint is configured for it",
            config.file() + ": chains",
            "Add a section for the chain with at least one RPC endpoint of yours.");
      }
      ChainRpc rpc =
          new ChainRpc(
              chain.chainId(),
              settings.rpc(),
              settings.quorum(),
              RpcSettings.DEFAULT.withCall(settings.deadline()));
      HeaderReader headers = new HeaderReader(rpc);
      chains.put(
          chain.chainId(),
          new Chain(rpc, headers, new FinalizedView(headers), settings.poll().toMillis()));
    }
  }

  /** A chain of the rules. */
  Chain chain(long chainId) {
    Chain chain = chains.get(chainId);
    if (chain == null) {
      throw new IllegalArgumentException("chain " + chainId + " is not one of the rules");
    }
    return chain;
  }

  /** All chains, chain id rising. */
  SequencedMap<Long, Chain> all() {
    return chains;
  }

  List<ChainRpc> rpcs() {
    return chains.values().stream().map(Chain::rpc).toList();
  }

  @Override
  public void close() {
    chains.values().forEach(chain -> chain.rpc().close());
  }
}
