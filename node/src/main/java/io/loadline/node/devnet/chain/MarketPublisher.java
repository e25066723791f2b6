package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.FeedCalls;
import io.loadline.chain.contracts.VenueCalls;
import io.loadline.chain.rpc.RpcException;
import io.loadline.node.devnet.market.ListedOption;
import io.loadline.node.devnet.market.OptionChain;
import io.loadline.node.devnet.market.QuotedSmile;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Lists the instruments and keeps the feeds fresh. */
public final class MarketPublisher {
  private static final BigInteger DOLLAR_E8 = BigInteger.valueOf(100_000_000);
  private static final long CERTAIN_E9 = 1_000_000_000;
  private static final long ETHER_CONFIDENCE_E9 = 999_500_000;
  private static final long RATE_E9 = 0;

  /** Longs pay shorts one hundredth of a per cent every 8 hours: what exchanges charge at rest. */
  private static final long FUNDING_E9 = 100_000;

  private static final BigInteger DAILY_VOLUME_USD = BigInteger.valueOf(10_000_000_000L);
  private static final long NO_REDEMPTION = 0;

  private final Network network;
  private final List<QuotedSmile> smiles;

  public MarketPublisher(Network network, List<ListedOption> chain) {
    this.network = network;
    this.smiles = QuotedSmile.of(chain);
  }

  /** Options are numbered as in the list given, from 1. */
  public void list(List<ListedOption> chain) throws RpcException {
    var home = network.home().transactions();
    home.add(
        "list the perpetual",
        network.deployer(),
        network.contracts().perpetuals(),
        VenueCalls.listPerpetuals(List.of(Network.ETHER)));
    var strikes = new LinkedHashMap<Long, List<BigInteger>>();
    for (var option : chain) {
      if (option.call()) {
        strikes
            .computeIfAbsent(option.expiry(), _ -> new ArrayList<>())
            .add(BigInteger.valueOf(option.strikeE8()));
      }
    }
    for (var entry : strikes.entrySet()) {
      network
          .other()
          .transactions()
          .add(
              "list options",
              network.deployer(),
              network.contracts().options(),
              VenueCalls.listOptions(Network.ETHER, entry.getKey(), entry.getValue()));
    }
  }

  /** The dollar's price does not move. */
  public void publishDollar() throws RpcException {
    network
        .home()
        .transactions()
        .add(
            "publish the dollar",
            network.deployer(),
            network.contracts().dollarFeed(),
            FeedCalls.publishSpot(
                Network.DOLLAR, DOLLAR_E8, CERTAIN_E9, network.home().headTime(), RATE_E9));
  }

  /** A new spot; forwards keep their ratio to it, volatilities stay at their strikes. */
  public void publishEther(long spotE8) throws RpcException {
    var batch = network.other().transactions();
    var feed = network.contracts().etherFeed();
    batch.add(
        "publish spot",
        network.deployer(),
        feed,
        FeedCalls.publishSpot(
            Network.ETHER,
            BigInteger.valueOf(spotE8),
            ETHER_CONFIDENCE_E9,
            network.other().headTime(),
            RATE_E9));
    batch.add(
        "publish funding and volume",
        network.deployer(),
        feed,
        FeedCalls.publishTerms(Network.ETHER, FUNDING_E9, DAILY_VOLUME_USD, NO_REDEMPTION));
    for (var smile : smiles) {
      batch.add(
          "publish a smile",
          network.deployer(),
          feed,
          FeedCalls.publishSlice(Network.ETHER, slice(smile, spotE8)));
    }
  }

  /** What the feed says of an expiry at that spot. */
  static Slice slice(QuotedSmile smile, long spotE8) {
    var forwardE8 =
        BigInteger.valueOf(smile.forwardE8())
            .multiply(BigInteger.valueOf(spotE8))
            .divide(BigInteger.valueOf(OptionChain.SPOT_E8));
    var quotes =
        smile.nodes().stream()
            .map(node -> new Smile.Quote(BigInteger.valueOf(node.strikeE8()), node.volE9()))
            .toList();
    return new Slice(smile.expiry(), forwardE8, new Smile.Quotes(quotes));
  }
}
