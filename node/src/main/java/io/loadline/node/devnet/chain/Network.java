package io.loadline.node.devnet.chain;

import io.loadline.risk.portfolio.Asset;
import java.io.IOException;
import org.web3j.crypto.Credentials;

/**
 * The two chains, what stands on them, and who set it up.
 *
 * @param deployer deployed everything, lists instruments, publishes prices; has no power over funds
 */
public record Network(
    LocalChain home, LocalChain other, Contracts contracts, Credentials deployer) {
  /** What options and perpetuals are about. */
  public static final Asset ETHER = new Asset("ETH");

  /** What the collateral is priced as. */
  public static final Asset DOLLAR = new Asset("USDC");

  /** Number of the only perpetual at its venue; number 0 is cash. */
  public static final long PERPETUAL_INDEX = 1;

  /** Sends what waits on both chains and returns when blocks hold it. */
  public void settle() throws IOException, InterruptedException {
    home.settle();
    other.settle();
  }
}
