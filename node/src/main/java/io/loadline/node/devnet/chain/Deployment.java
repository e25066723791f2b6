package io.loadline.node.devnet.chain;

import io.loadline.chain.contracts.Deployments;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.rules.Genesis;
import java.math.BigInteger;
import java.util.List;
import org.web3j.crypto.Credentials;

/** Creates the network's contracts on both chains. */
public final class Deployment {
  private static final int TOKEN_DECIMALS = 6;
  private static final BigInteger LEAST_STAKE = BigInteger.valueOf(100_000_000_000L);
  private static final long UNBONDING_SECONDS = 7 * 86_400;
  private static final int FINDERS_SHARE_BPS = 1_000;

  private final LocalChain home;
  private final LocalChain other;
  private final Credentials deployer;
  private final Genesis genesis;

  public Deployment(LocalChain home, LocalChain other, Credentials deployer, Genesis genesis) {
    this.home = home;
    this.other = other;
    this.deployer = deployer;
    this.genesis = genesis;
  }

  /** Signs all creations; the contracts stand once both chains have mined them. */
  public Contracts create() throws RpcException {
    var self = Address.fromHex(deployer.getAddress());
    var token =
        create(
            home,
            "the token",
            Deployments.collateralToken("Devnet Dollar", "USDC", TOKEN_DECIMALS));
    var manager =
        create(home, "the manager", Deployments.collateralManager(genesis, List.of(token)));
    var guard = create(other, "the guard", Deployments.collateralManager(genesis, List.of()));
    var registry =
        create(
            home,
            "the registry",
            Deployments.operatorRegistry(
                genesis.networkId(),
                token,
                LEAST_STAKE,
                UNBONDING_SECONDS,
                FINDERS_SHARE_BPS,
                self));
    return new Contracts(
        home.id(),
        manager,
        token,
        registry,
        create(home, "the perpetuals venue", Deployments.perpetualsVenue(manager, self)),
        create(home, "the dollar feed", Deployments.marketFeed(List.of(self))),
        other.id(),
        guard,
        create(other, "the options venue", Deployments.optionsVenue(guard, self)),
        create(other, "the ether feed", Deployments.marketFeed(List.of(self))));
  }

  private Address create(LocalChain chain, String what, byte[] creation) throws RpcException {
    return chain.transactions().create("create " + what, deployer, creation);
  }
}
