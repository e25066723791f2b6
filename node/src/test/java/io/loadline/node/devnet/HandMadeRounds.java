package io.loadline.node.devnet;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.GroupSignature;
import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.head.HeaderReader;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.RpcSettings;
import io.loadline.chain.snapshot.AccountStore;
import io.loadline.chain.snapshot.SnapshotReader;
import io.loadline.chain.snapshot.SnapshotRequest;
import io.loadline.node.devnet.chain.LocalChain;
import io.loadline.node.devnet.chain.Network;
import io.loadline.node.devnet.chain.SignedRound;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.rules.RulesCodec;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Rounds of a network whose operators are all in this process: the holder of the dealt shares
 * reads, computes, signs and submits. For what happens on the chains between rounds.
 */
final class HandMadeRounds implements AutoCloseable {
  private final Groundwork ground;
  private final DealtKey key;
  private final ChainRpc home;
  private final ChainRpc other;
  private final SnapshotReader reader;
  private Carried carried = Carried.none();
  private long height;

  HandMadeRounds(Groundwork ground, DealtKey key) {
    this.ground = ground;
    this.key = key;
    this.home = rpc(ground.network().home());
    this.other = rpc(ground.network().other());
    this.reader = new SnapshotReader(List.of(home, other), AccountStore.inMemory(), Map.of());
  }

  private static ChainRpc rpc(LocalChain chain) {
    return new ChainRpc(chain.id(), List.of(chain.url()), 1, RpcSettings.DEFAULT);
  }

  /** The next height whose anchor block is there or can be mined; accepted by both managers. */
  SignedRound next(long etherE8) throws IOException, InterruptedException {
    var network = ground.network();
    var anchor = ground.rules().anchor();
    long head = network.home().headNumber();
    height = Math.max(height + 1, (head - anchor.startBlock()) / anchor.cadenceBlocks() + 1);
    network.home().mine((int) (anchor.blockOf(height) - head));
    var request =
        new SnapshotRequest(
            ground.founding().genesis().networkId(),
            ground.rules(),
            RulesCodec.hash(ground.rules()),
            key.statement().keyEpoch(),
            height,
            pin(home, anchor.blockOf(height)),
            List.of(pin(other, network.other().headNumber())),
            List.of(observed(Network.ETHER, etherE8), observed(Network.DOLLAR, 100_000_000L)),
            carried);
    var snapshot = reader.read(request, Duration.ofSeconds(20));
    var result = new RiskRound().evaluate(snapshot, ground.rules());
    carried = result.next().after(result.digest(), height, BigInteger.ZERO);
    var random = new SecureRandom();
    var signed = DealtKeys.sign(key.shares(), result.digest().toByteArray(), random::nextBytes);
    var signature =
        new GroupSignature(
            new BigInteger(1, signed.groupCommitment().x()),
            new BigInteger(1, signed.groupCommitment().y()),
            new BigInteger(1, signed.z().toBytes()));
    network.home().mine(1);
    network.other().mine(1);
    for (int i = 0; i < 2; i++) {
      var chain = i == 0 ? network.home() : network.other();
      Address manager = i == 0 ? network.contracts().manager() : network.contracts().guard();
      chain
          .transactions()
          .add(
              "submit round " + height,
              network.deployer(),
              manager,
              GcmCalls.submitRound(
                  result.report(), signature, snapshot.pins().get(i), result.pinsTree().proof(i)));
    }
    network.settle();
    return new SignedRound(ground.rules(), snapshot, result);
  }

  private static ObservedPrice observed(io.loadline.risk.portfolio.Asset asset, long priceE8) {
    return new ObservedPrice(asset, BigInteger.valueOf(priceE8), BigInteger.ZERO);
  }

  private static Pin pin(ChainRpc rpc, long number) throws IOException {
    BlockHeader header = new HeaderReader(rpc).byNumber(number);
    return new Pin(rpc.chainId(), number, header.hash(), header.timestamp());
  }

  @Override
  public void close() {
    home.close();
    other.close();
  }
}
