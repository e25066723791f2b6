package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.snapshot.PriceSource;
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
  private final Supplier<Optional<Previous>> newestSigned;

  Observer(
      Rules rules,
      ChainAccess chains,
      PriceSource prices,
      Supplier<Optional<Previous>> newestSigned) {
    this.rules = rules;
    this.chains = chains;
    this.prices = prices;
    this.newestSigned = newestSigned;
  }

  ObservationBody observe(long height, int round) {
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
        prices(),
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

  private List<Price> prices() {
    List<Price> fresh = new ArrayList<>();
    for (Rules.Feed feed : rules.feeds()) {
      try {
        prices.prices(List.of(feed.asset())).stream()
            .filter(price -> price.priceUsdE8().signum() > 0)
            .forEach(price -> fresh.add(new Price(price.asset(), price.priceUsdE8())));
      } catch (RpcException e) {
        LOG.warn("{} is left out of the observation: {}", feed.asset(), e.getMessage());
      }
    }
    fresh.sort(Comparator.comparing(Price::asset));
    return fresh;
  }
}
