package io.loadline.node.devnet.founding;

import io.loadline.node.devnet.chain.Contracts;
import io.loadline.node.devnet.chain.Network;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.util.List;
import java.util.Optional;

/** The rules a devnet's rounds are computed by. */
public final class RulesOfDevnet {
  /** Liquidity providers stand on the other side of everybody's trades. */
  private static final int MOST_POSITIONS = 256;

  private static final int CHECKPOINT_BLOCKS = 1;

  private RulesOfDevnet() {}

  /** Collateral is a dollar that nobody doubts; everything else is the parameter set's. */
  public static Rules of(
      Contracts contracts,
      long startBlock,
      int cadenceBlocks,
      int validitySeconds,
      ParameterSet parameters) {
    return new Rules(
        Optional.empty(),
        new Rules.Anchor(contracts.homeChainId(), startBlock, cadenceBlocks),
        validitySeconds,
        MOST_POSITIONS,
        List.of(
            new Rules.Chain(contracts.homeChainId(), contracts.manager(), CHECKPOINT_BLOCKS),
            new Rules.Chain(contracts.otherChainId(), contracts.guard(), CHECKPOINT_BLOCKS)),
        List.of(
            new Rules.Venue(contracts.homeChainId(), contracts.perpetuals()),
            new Rules.Venue(contracts.otherChainId(), contracts.options())),
        List.of(
            new Rules.Feed(Network.ETHER, contracts.otherChainId(), contracts.etherFeed()),
            new Rules.Feed(Network.DOLLAR, contracts.homeChainId(), contracts.dollarFeed())),
        List.of(
            new Rules.Collateral(contracts.homeChainId(), contracts.token(), Network.DOLLAR, 0, 0)),
        parameters);
  }
}
