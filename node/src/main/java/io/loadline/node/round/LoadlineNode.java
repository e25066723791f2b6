package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.snapshot.AccountStore;
import io.loadline.chain.snapshot.FeedPriceSource;
import io.loadline.chain.snapshot.SnapshotReader;
import io.loadline.chain.submit.FeePolicy;
import io.loadline.chain.submit.RoundSubmitter;
import io.loadline.chain.submit.SubmissionJournal;
import io.loadline.chain.submit.SubmitterSettings;
import io.loadline.consensus.Committee;
import io.loadline.consensus.agreement.AgreementMachine;
import io.loadline.consensus.agreement.MessageGate;
import io.loadline.consensus.agreement.MessageVerifier;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.node.NodeRuntime;
import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RecordedVotes;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.http.StatusBoard;
import io.loadline.node.http.StatusServer;
import io.loadline.node.network.PeerNetwork;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operator's node, wired: chains on one side, peers on the other, one writer between. */
final class LoadlineNode implements NodeRuntime.Running {
  private static final Logger LOG = LoggerFactory.getLogger(LoadlineNode.class);
  private static final int MAX_OPEN_HEIGHTS = 8;
  private static final Duration READ_LIMIT = Duration.ofSeconds(30);
  private static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  private final NetworkManifest manifest;
  private final OwnKeys keys;
  private final Archive archive;
  private final ChainAccess chains;
  private final PeerNetwork network;
  private final RoundCounters counters = new RoundCounters();
  private final RoundJournal journal;
  private final SignedRounds rounds;
  private final RoundWork work;
  private final Submission submission;
  private final RoundKeeper keeper;
  private final RoundLoop loop;
  private final AnchorWatch watch;
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
  private final StatusReporter reporter;
  private final @Nullable StatusServer http;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Opens what else there is, and begins nothing yet; closing it closes the base. */
  LoadlineNode(NodeConfig config, NetworkManifest manifest, OperatorBase base) {
    this.manifest = manifest;
    this.keys = OwnKeys.open(config, manifest, base.own());
    Rules rules = manifest.rules();
    Bytes32 networkId = manifest.networkId();
    Committee committee = manifest.committee().committee(networkId);
    RiskRound model = new RiskRound();
    this.archive = base.archive();
    this.chains = new ChainAccess(rules, config);
    this.journal = new RoundJournal();
    this.rounds = new SignedRounds(archive, networkId, model);
    this.network = base.network();
    BundleFetcher fetcher = new BundleFetcher(networkId, network, rounds, journal);
    this.work =
        new RoundWork(
            new Observer(
                rules, chains, new FeedPriceSource(chains.rpcs(), rules.feeds()), rounds::newest),
            new RoundComputer(
                networkId,
                rules,
                manifest.rulesHash(),
                committee,
                chains,
                new SnapshotReader(chains.rpcs(), AccountStore.inMemory(), Map.of()),
                rounds,
                fetcher,
                model,
                READ_LIMIT));
    this.submission =
        new Submission(
            committee, keys.member(), config.submit().step(), submitters(config), journal);
    this.keeper = new RoundKeeper(manifest, rounds, fetcher, submission, journal);
    MessageVerifier verifier = new MessageVerifier(committee, new ReportContent(networkId));
    this.loop =
        new RoundLoop(
            new AgreementMachine(
                verifier,
                keys.member(),
                keys.identity(),
                keys.share(),
                new SecureRandom()::nextBytes,
                config.agreement().parameters(MAX_OPEN_HEIGHTS)),
            new MessageCodec(committee.digest()),
            new RecordedVotes(archive.signingRecord(), committee.digest()),
            network,
            work,
            keeper,
            new EvidenceKeeper(committee, archive),
            counters,
            rules.validitySeconds(),
            MAX_OPEN_HEIGHTS,
            this::broken);
    PeerMessages messages =
        new PeerMessages(new MessageGate(verifier), loop, rounds, keeper, counters);
    network.join(messages::agreement, messages::report);
    network.serveBundles(rounds::bundleBytes);
    long anchorChain = rules.anchor().chainId();
    this.watch =
        new AnchorWatch(
            chains.chain(anchorChain).view(),
            rules.anchor(),
            chains.chain(anchorChain).pollMs(),
            new HeightListener());
    StatusBoard board = new StatusBoard();
    this.reporter =
        new StatusReporter(manifest, keys, chains, network, rounds, journal, counters, loop, board);
    this.http =
        config
            .http()
            .listen()
            .map(address -> StatusServer.start(address, board, archive, journal))
            .orElse(null);
  }

  private SortedMap<Long, RoundSubmitter> submitters(NodeConfig config) {
    SortedMap<Long, RoundSubmitter> submitters = new TreeMap<>();
    if (config.submit().enabled()) {
      SubmissionJournal pending = new ArchivedSubmissions(archive);
      FeePolicy fees =
          new FeePolicy(
              GWEI.multiply(BigInteger.valueOf(config.submit().maxFeePerGasGwei())),
              FeePolicy.DEFAULT.leastPriorityWei());
      SubmitterSettings settings =
          new SubmitterSettings(
              SubmitterSettings.DEFAULT.poll(), SubmitterSettings.DEFAULT.bumpAfter(), fees);
      keys.transmitter()
          .ifPresent(signer ->
              manifest
                  .rules()
                  .chains()
                  .forEach(chain -> {
                    ChainRpc rpc = chains.chain(chain.chainId()).rpc();
                    submitters.put(
                        chain.chainId(),
                        new RoundSubmitter(rpc, chain.gcm(), signer, settings, pending));
                  }));
    }
    return submitters;
  }

  /** Starts to work and to follow the anchor chain. */
  void start() {
    LOG.info(
        "network={} member={} identity={} peer={} newest kept height={}",
        manifest.networkId(),
        keys.member(),
        keys.identity().address(),
        network.peerId(),
        rounds.newestHeight());
    work.start();
    loop.start();
    LOG.info("listening on {}", network.listenAddresses());
    watch.start();
    reporter.start();
  }

  private void broken(Throwable cause) {
    LOG.error("the node stops: an invariant is broken", cause);
    stopped.complete(false);
  }

  @Override
  public boolean awaitStop() throws InterruptedException {
    try {
      return stopped.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed exceptionally", e);
    }
  }

  private final class HeightListener implements AnchorWatch.Listener {
    @Override
    public void heightOpened(long height, BlockHeader anchor) {
      reporter.opened(height);
      loop.opened(height, anchor);
    }

    @Override
    public void anchorTime(long headTimeSeconds) {
      loop.anchorTime(headTimeSeconds);
    }

    @Override
    public void waiting(@Nullable String reason) {
      reporter.waitingForChain(reason);
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (http != null) {
      http.close();
    }
    reporter.close();
    watch.close();
    loop.close();
    work.close();
    keeper.close();
    submission.close();
    network.close();
    chains.close();
    archive.close();
    stopped.complete(true);
  }
}
