package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.snapshot.PriceSource;
import io.loadline.chain.snapshot.PriceSource.FreshPrice;
import io.loadline.node.observation.ObservationBody;
import io.loadline.node.observation.ObservationBody.ChainCheckpoints;
import io.loadline.node.observation.ObservationBody.Checkpoint;
import io.loadline.node.observation.ObservationBody.Previous;
import io.loadline.node.observation.ObservationBody.Price;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this operator's observation: what it holds final on the foreign chains, fresh prices, and
 * the newest signed report it keeps. What cannot be seen at the moment is left out, so that one
 * sick endpoint costs its own part and not the whole voice. Blocking.
 */
final class Observer {
  private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

  private final Rules rules;
  private final ChainAccess chains;
  private final PriceSource prices;
  private final PriceAge age;
  private final Supplier<Optional<Previous>> newestSigned;

  Observer(
      Rules rules,
      ChainAccess chains,
      PriceSource prices,
      Supplier<Optional<Previous>> newestSigned) {
    this.rules = rules;
    this.chains = chains;
    this.prices = prices;
    this.age = new PriceAge(rules.parameters());
    this.newestSigned = newestSigned;
  }

  /** What is seen at the moment, for a round that stands at this anchor block. */
  ObservationBody observe(long height, int round, BlockHeader anchor) {
    List<ChainCheckpoints> checkpoints = new ArrayList<>();
    for (Rules.Chain chain : rules.chains()) {
      if (chain.chainId() != rules.anchor().chainId()) {
        checkpoints(chain).ifPresent(checkpoints::add);
      }
    }
    return new ObservationBody(
        height,
        round,
        checkpoints,
        prices(anchor.timestamp()),
        newestSigned.get().filter(previous -> previous.height() < height));
  }

  private Optional<ChainCheckpoints> checkpoints(Rules.Chain chain) {
    try {
      List<BlockHeader> blocks =
          chains
              .chain(chain.chainId())
              .view()
              .checkpoints(chain.checkpointBlocks(), ObservationBody.MAX_CHECKPOINTS);
      return blocks.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ChainCheckpoints(
                  chain.chainId(),
                  blocks.stream().map(b -> new Checkpoint(b.number(), b.hash())).toList()));
    } catch (RpcException e) {
      LOG.warn("chain {} is left out of the observation: {}", chain.chainId(), e.getMessage());
      return Optional.empty();
    }
  }

  private List<Price> prices(long anchorTimeSeconds) {
    List<Price> fresh = new ArrayList<>();
    for (Rules.Feed feed : rules.feeds()) {
      try {
        prices.prices(List.of(feed.asset())).stream()
            .filter(price -> price.priceUsdE8().signum() > 0)
            .filter(price -> isFresh(price, anchorTimeSeconds))
            .forEach(price -> fresh.add(new Price(price.asset(), price.priceUsdE8())));
      } catch (RpcException e) {
        LOG.warn("{} is left out of the observation: {}", feed.asset(), e.getMessage());
      }
    }
    fresh.sort(Comparator.comparing(Price::asset));
    return fresh;
  }

  private boolean isFresh(FreshPrice price, long anchorTimeSeconds) {
    boolean isFresh = age.isFresh(price.asset(), price.timeSeconds(), anchorTimeSeconds);
    if (!isFresh) {
      LOG.warn(
          "{} is left out of the observation: its price is {} s older than the anchor block",
          price.asset(),
          anchorTimeSeconds - price.timeSeconds());
    }
    return isFresh;
  }
}
