package io.loadline.node.devnet.founding;

import io.loadline.node.devnet.chain.Contracts;
import io.loadline.node.devnet.chain.Network;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.util.List;
import java.util.Optional;

/** The rules a devnet's rounds are computed by. */
public final class RulesOfDevnet {
  /** Liquidity providers stand on the other side of everybody's trades. */
  private static final int MOST_POSITIONS = 256;

  private static final int CHECKPOINT_BLOCKS = 1;

  /** As long as a fast and an ordinary bridge take. */
  private static final long HOME_EXIT_SECONDS = 900;

  private static final long OTHER_EXIT_SECONDS = 3_600;
  private static final long FULL_CREDIT_E9 = 1_000_000_000L;

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
            venue(contracts.homeChainId(), contracts.perpetuals(), HOME_EXIT_SECONDS),
            venue(contracts.otherChainId(), contracts.options(), OTHER_EXIT_SECONDS)),
        List.of(
            new Rules.Feed(Network.ETHER, contracts.otherChainId(), contracts.etherFeed()),
            new Rules.Feed(Network.DOLLAR, contracts.homeChainId(), contracts.dollarFeed())),
        List.of(
            new Rules.Collateral(contracts.homeChainId(), contracts.token(), Network.DOLLAR, 0, 0)),
        parameters);
  }

  private static Rules.Venue venue(long chainId, Address venue, long exitSeconds) {
    return new Rules.Venue(chainId, venue, exitSeconds, FULL_CREDIT_E9, Long.MAX_VALUE);
  }
}
