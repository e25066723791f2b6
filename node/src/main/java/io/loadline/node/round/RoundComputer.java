package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.snapshot.SnapshotReader;
import io.loadline.chain.snapshot.SnapshotRequest;
import io.loadline.consensus.Committee;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.node.observation.ObservationBody;
import io.loadline.node.observation.ObservationCodec;
import io.loadline.node.observation.ObservationRules;
import io.loadline.node.observation.PinChoice;
import io.loadline.node.observation.PinChoice.ChainBlock;
import io.loadline.node.observation.PreviousChoice;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.rules.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * From a list of observations to a report: pins, values and previous report by rule, the snapshot
 * at the pins, the model over it. Blocking; the outcome depends on nothing but the height's anchor
 * block and the observations.
 */
final class RoundComputer {
  private final Bytes32 networkId;
  private final Rules rules;
  private final Bytes32 rulesHash;
  private final Committee committee;
  private final ChainAccess chains;
  private final SnapshotReader reader;
  private final SignedRounds rounds;
  private final BundleFetcher fetcher;
  private final RiskRound model;
  private final Duration readLimit;

  RoundComputer(
      Bytes32 networkId,
      Rules rules,
      Bytes32 rulesHash,
      Committee committee,
      ChainAccess chains,
      SnapshotReader reader,
      SignedRounds rounds,
      BundleFetcher fetcher,
      RiskRound model,
      Duration readLimit) {
    this.networkId = networkId;
    this.rules = rules;
    this.rulesHash = rulesHash;
    this.committee = committee;
    this.chains = chains;
    this.reader = reader;
    this.rounds = rounds;
    this.fetcher = fetcher;
    this.model = model;
    this.readLimit = readLimit;
  }

  Computation compute(long height, BlockHeader anchor, List<ObservationVote> observations)
      throws CannotCompute {
    List<ObservationBody> bodies = bodies(observations);
    Carried carried = carried(ObservationRules.previous(bodies, committee, height));
    long started = System.nanoTime();
    Snapshot snapshot;
    try {
      SnapshotRequest request =
          new SnapshotRequest(
              networkId,
              rules,
              rulesHash,
              committee.keyEpoch(),
              height,
              new Pin(rules.anchor().chainId(), anchor.number(), anchor.hash(), anchor.timestamp()),
              pins(bodies, carried),
              ObservationRules.prices(bodies, rules, committee.faults()),
              carried);
      snapshot = reader.read(request, readLimit);
    } catch (RpcException e) {
      throw new CannotCompute("the chains cannot be read at the round's pins", e);
    }
    long read = System.nanoTime();
    RoundResult result = model.evaluate(snapshot, rules);
    return new Computation(
        snapshot, result, millis(started, read), millis(read, System.nanoTime()));
  }

  /** A round this node missed is fetched first: the others carry on from it. */
  private Carried carried(PreviousChoice previous) throws CannotCompute {
    if (!previous.digest().equals(Bytes32.ZERO)
        && !rounds.holds(previous.height(), previous.digest())) {
      var _ = fetcher.fetch(previous.height(), previous.digest());
    }
    return rounds.carriedAfter(previous);
  }

  private static List<ObservationBody> bodies(List<ObservationVote> observations)
      throws CannotCompute {
    List<ObservationBody> bodies = new ArrayList<>(observations.size());
    for (ObservationVote vote : observations) {
      try {
        bodies.add(ObservationCodec.decode(vote.body().toArray()));
      } catch (CborException e) {
        throw new CannotCompute("the observation of member " + vote.member() + " is malformed", e);
      }
    }
    return bodies;
  }

  private List<Pin> pins(List<ObservationBody> bodies, Carried carried)
      throws CannotCompute, RpcException {
    return switch (ObservationRules.pins(bodies, rules, committee.faults(), carried)) {
      case PinChoice.Missing(long chainId) ->
          throw new CannotCompute(
              "too few operators agree on a finalized checkpoint of chain " + chainId);
      case PinChoice.Chosen(List<ChainBlock> blocks) -> {
        List<Pin> pins = new ArrayList<>(blocks.size());
        for (ChainBlock block : blocks) {
          pins.add(ownPin(block));
        }
        yield pins;
      }
    };
  }

  /** A pin counts only where this node holds the same block final itself. */
  private Pin ownPin(ChainBlock block) throws CannotCompute, RpcException {
    BlockHeader own =
        chains
            .chain(block.chainId())
            .view()
            .finalizedAt(block.number())
            .orElseThrow(() ->
                new CannotCompute(
                    "block %d of chain %d is not final here yet"
                        .formatted(block.number(), block.chainId())));
    if (!own.hash().equals(block.hash())) {
      throw new CannotCompute(
          "block %d of chain %d is %s here and %s for the others"
              .formatted(block.number(), block.chainId(), own.hash(), block.hash()));
    }
    return new Pin(block.chainId(), own.number(), own.hash(), own.timestamp());
  }

  private static long millis(long fromNanos, long toNanos) {
    return TimeUnit.NANOSECONDS.toMillis(toNanos - fromNanos);
  }
}
