package io.loadline.chain;

import io.loadline.chain.contracts.Deployments;
import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.VenueCalls;
import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.head.FinalizedView;
import io.loadline.chain.head.HeaderReader;
import io.loadline.chain.local.AnvilBinary;
import io.loadline.chain.local.AnvilControl;
import io.loadline.chain.local.AnvilOptions;
import io.loadline.chain.local.AnvilProcess;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.rpc.RpcSettings;
import io.loadline.chain.submit.ChainWriter;
import io.loadline.chain.submit.FeePolicy;
import io.loadline.chain.submit.TransactionSender;
import io.loadline.chain.submit.TransactionSigner;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.report.FirstKey;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.AssetTopics;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.ScenarioSet;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Two real chains with all contracts: collateral and perpetuals on the home chain, options on the
 * other; one operator.
 */
public final class TestNetwork implements AutoCloseable {
  public static final long HOME = 1_001;
  public static final long AWAY = 1_002;
  public static final long GENESIS_TIME = 1_704_700_000;
  public static final long EXPIRY = 1_711_699_200;
  public static final Asset ETH = new Asset("ETH");
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /** One chain with its contracts. */
  public static final class Chain implements AutoCloseable {
    public final AnvilProcess anvil;
    public final AnvilControl control;
    public final ChainRpc rpc;
    public final TransactionSender deployer;
    public final HeaderReader headers;
    public Address gcm = Address.ZERO;
    public Address venue = Address.ZERO;

    Chain(long chainId, Path folder) throws IOException {
      anvil =
          AnvilProcess.start(
              AnvilBinary.locate(Path.of("")),
              folder,
              AnvilOptions.of(chainId).withTimestamp(GENESIS_TIME));
      control = anvil.control();
      rpc = new ChainRpc(chainId, List.of(anvil.url()), 1, RpcSettings.DEFAULT);
      headers = new HeaderReader(rpc);
      deployer = sender(1_000);
    }

    /** A funded sender whose private key is this number. */
    public TransactionSender sender(long key) throws RpcException {
      TransactionSigner signer = TransactionSigner.ofPrivateKey(BigInteger.valueOf(key));
      control.setBalance(signer.address(), ETHER.multiply(BigInteger.valueOf(1_000)));
      return new TransactionSender(
          new ChainWriter(rpc), signer, FeePolicy.DEFAULT, Duration.ofSeconds(20));
    }

    /** Mines until everything so far is final, and gives the newest finalized block as a pin. */
    public Pin pin() throws RpcException {
      control.mine(5, 12);
      BlockHeader header = new FinalizedView(headers).finalizedHead();
      return new Pin(rpc.chainId(), header.number(), header.hash(), header.timestamp());
    }

    @Override
    public void close() {
      rpc.close();
      control.close();
      anvil.close();
    }
  }

  public final TestGroup group = new TestGroup(5);
  public final Chain home;
  public final Chain away;
  public final Address token;
  public final Address feed;
  public final Genesis genesis;
  public final Rules rules;
  public final Bytes32 rulesHash = Keccak.hash("rules of the test network");

  public TestNetwork(Path folder) throws IOException {
    home = new Chain(HOME, folder);
    away = new Chain(AWAY, folder);
    genesis =
        new Genesis(
            Keccak.hash("test network"),
            HOME,
            0,
            home.headers.byNumber(0).hash(),
            List.of(group.identityAddress()));
    Address lister = home.deployer.address();
    token = home.deployer.deploy(Deployments.collateralToken("Test USD", "TUSD", 6));
    feed = home.deployer.deploy(Deployments.marketFeed(List.of(lister)));
    home.gcm = home.deployer.deploy(Deployments.collateralManager(genesis, List.of(token)));
    away.gcm = away.deployer.deploy(Deployments.collateralManager(genesis, List.of()));
    home.venue = home.deployer.deploy(Deployments.perpetualsVenue(home.gcm, lister));
    away.venue = away.deployer.deploy(Deployments.optionsVenue(away.gcm, lister));
    home.deployer.send(home.venue, VenueCalls.listPerpetuals(List.of(ETH)));
    away.deployer.send(
        away.venue, VenueCalls.listOptions(ETH, EXPIRY, List.of(e8(2_000), e8(2_200), e8(2_400))));
    rules =
        new Rules(
            Optional.empty(),
            new Rules.Anchor(HOME, 0, 10),
            600,
            100,
            List.of(new Rules.Chain(HOME, home.gcm, 5), new Rules.Chain(AWAY, away.gcm, 5)),
            List.of(Rules.Venue.trusted(HOME, home.venue), Rules.Venue.trusted(AWAY, away.venue)),
            List.of(new Rules.Feed(ETH, HOME, feed)),
            List.of(new Rules.Collateral(HOME, token, new Asset("USD"), 0, 0)),
            ParameterSet.plain(
                "test", ScenarioSet.G33, 1_000_000_000, 800_000_000, List.of(parameters(ETH))));
  }

  private static AssetParameters parameters(Asset asset) {
    return AssetParameters.scanOnly(
        asset,
        20,
        2,
        new AssetTopics.Shocks(200_000_000, 770_000_000, 3_600),
        new AssetTopics.Volatility(
            500_000_000, 250_000_000, 300_000_000, 130_000_000, 1, 500_000_000, 2_000_000),
        new AssetTopics.Skew(150_000_000, -50_000_000, 10_000_000, 2_400_000_000L, 0),
        new AssetTopics.ShortOption(10_000_000, 0),
        150_000_000);
  }

  /** Sets the group's key in both GCMs. */
  public void installKey() throws IOException {
    FirstKey key =
        new FirstKey(
            1, group.keyX(), group.keyParity(), Keccak.hash("committee"), rulesHash, 1, 1_000_000);
    byte[] callData =
        GcmCalls.installFirstKey(
            key,
            List.of(group.identitySignature(key.digest(genesis.networkId()))),
            group.sign(key.keyTest().digest(genesis.networkId())));
    home.deployer.send(home.gcm, callData);
    away.deployer.send(away.gcm, callData);
  }

  public static BigInteger e8(long usd) {
    return BigInteger.valueOf(usd).multiply(BigInteger.TEN.pow(8));
  }

  public static BigInteger e18(String units) {
    return new java.math.BigDecimal(units).movePointRight(18).toBigIntegerExact();
  }

  @Override
  public void close() {
    home.close();
    away.close();
  }
}
