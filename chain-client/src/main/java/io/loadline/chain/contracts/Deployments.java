package io.loadline.chain.contracts;

import static io.loadline.chain.contracts.Abi.address;
import static io.loadline.chain.contracts.Abi.addresses;
import static io.loadline.chain.contracts.Abi.bytes32;
import static io.loadline.chain.contracts.Abi.string;
import static io.loadline.chain.contracts.Abi.uint104s;
import static io.loadline.chain.contracts.Abi.uint128;
import static io.loadline.chain.contracts.Abi.uint16;
import static io.loadline.chain.contracts.Abi.uint64;
import static io.loadline.chain.contracts.Abi.uint8;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.rules.Genesis;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

/** Data of the transactions that create the contracts, constructor arguments included. */
public final class Deployments {
  /** As a token's outflow per day: all of it may leave at once. */
  public static final BigInteger NO_LIMIT = BigInteger.TWO.pow(104).subtract(BigInteger.ONE);

  private Deployments() {}

  /** A manager that does not limit what may leave in a day. */
  public static byte[] collateralManager(Genesis genesis, List<Address> collateralTokens) {
    return collateralManager(
        genesis, collateralTokens, Collections.nCopies(collateralTokens.size(), NO_LIMIT));
  }

  /**
   * A manager.
   *
   * @param outflowsPerDay for each token, how much may leave in a day, in its smallest unit; {@link
   *     #NO_LIMIT} for no limit
   */
  public static byte[] collateralManager(
      Genesis genesis, List<Address> collateralTokens, List<BigInteger> outflowsPerDay) {
    return Artifact.load(Artifact.Contract.GENERALIZED_COLLATERAL_MANAGER)
        .creation(
            Abi.constructor(
                bytes32(genesis.random()),
                uint64(genesis.anchorChainId()),
                uint64(genesis.anchorBlockNumber()),
                bytes32(genesis.anchorBlockHash()),
                addresses(genesis.operators()),
                addresses(collateralTokens),
                uint104s(outflowsPerDay)));
  }

  /**
   * Stakes of the network's operators.
   *
   * @param reporterShareBps part of a slashed stake that its reporter gets
   * @param insurance gets the rest
   */
  public static byte[] operatorRegistry(
      Bytes32 networkId,
      Address stakeToken,
      BigInteger minimumStake,
      long unbondingSeconds,
      int reporterShareBps,
      Address insurance) {
    return Artifact.load(Artifact.Contract.OPERATOR_REGISTRY)
        .creation(
            Abi.constructor(
                bytes32(networkId),
                address(stakeToken),
                uint128(minimumStake),
                uint64(unbondingSeconds),
                uint16(reporterShareBps),
                address(insurance)));
  }

  /**
   * The sample options venue.
   *
   * @param guard the GCM of that chain
   * @param lister may list instruments
   */
  public static byte[] optionsVenue(Address guard, Address lister) {
    return Artifact.load(Artifact.Contract.OPTIONS_VENUE)
        .creation(Abi.constructor(address(guard), address(lister)));
  }

  public static byte[] perpetualsVenue(Address guard, Address lister) {
    return Artifact.load(Artifact.Contract.PERPETUALS_VENUE)
        .creation(Abi.constructor(address(guard), address(lister)));
  }

  public static byte[] marketFeed(List<Address> publishers) {
    return Artifact.load(Artifact.Contract.MARKET_FEED)
        .creation(Abi.constructor(addresses(publishers)));
  }

  /** The devnet's token: anyone may mint it. */
  public static byte[] collateralToken(String name, String symbol, int decimals) {
    return Artifact.load(Artifact.Contract.COLLATERAL_TOKEN)
        .creation(Abi.constructor(string(name), string(symbol), uint8(decimals)));
  }
}
