package io.loadline.chain.snapshot;

import io.loadline.chain.contracts.FeedCalls;
import io.loadline.chain.lens.FeedDecoder;
import io.loadline.chain.lens.PinnedCaller;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Fresh spot prices from the rules' feed contracts, at the newest head. */
public final class FeedPriceSource implements PriceSource {
  private static final String NEWEST = "latest";
  private final Map<Long, ChainRpc> chains = new HashMap<>();
  private final Map<Asset, Rules.Feed> feeds = new HashMap<>();

  public FeedPriceSource(List<ChainRpc> chains, List<Rules.Feed> feeds) {
    chains.forEach(rpc -> this.chains.put(rpc.chainId(), rpc));
    feeds.forEach(feed -> this.feeds.put(feed.asset(), feed));
  }

  @Override
  public List<FreshPrice> prices(List<Asset> assets) throws RpcException {
    List<FreshPrice> prices = new ArrayList<>(assets.size());
    for (Asset asset : new TreeSet<>(assets)) {
      Rules.Feed feed = feeds.get(asset);
      if (feed != null) {
        read(feed)
            .map(market -> new FreshPrice(asset, market.feedSpotUsdE8(), market.timeSeconds()))
            .ifPresent(prices::add);
      }
    }
    return prices;
  }

  private Optional<AssetMarket> read(Rules.Feed feed) throws RpcException {
    ChainRpc rpc = chains.get(feed.chainId());
    if (rpc == null) {
      throw new IllegalArgumentException("no endpoint is configured for chain " + feed.chainId());
    }
    String source = "feed %s on chain %d".formatted(feed.feed(), feed.chainId());
    String hex =
        rpc.any(
            PinnedCaller.callAt(feed.feed(), FeedCalls.read(feed.asset()), NEWEST),
            answer -> answer.text("call result"));
    byte[] packed = PinnedCaller.unwrapBytes(Hex.parseData(hex, source, "call result"), source);
    return FeedDecoder.market(packed, feed.asset(), source);
  }
}
