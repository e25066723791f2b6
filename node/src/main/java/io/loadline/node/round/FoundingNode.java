package io.loadline.node.round;

import io.loadline.chain.rpc.RpcException;
import io.loadline.chain.submit.ChainWriter;
import io.loadline.chain.submit.GcmView;
import io.loadline.node.NodeRuntime;
import io.loadline.node.OperatorException;
import io.loadline.node.ceremony.KeyCeremony;
import io.loadline.node.config.FoundingManifest;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.config.NodeConfig;
import io.loadline.risk.rules.Rules;
import java.math.BigInteger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node of a network that has no key yet: makes it with the others, waits until it is installed on
 * the anchor chain, and then works like any other node.
 */
final class FoundingNode implements NodeRuntime.Running {
  private static final Logger LOG = LoggerFactory.getLogger(FoundingNode.class);

  private final NodeConfig config;
  private final FoundingManifest manifest;
  private final OperatorBase base;
  private final KeyCeremony ceremony;
  private final CompletableFuture<Boolean> stopped = new CompletableFuture<>();
  private final Thread thread = Thread.ofPlatform().name("founding").unstarted(this::run);
  private @Nullable LoadlineNode node;
  private boolean closed;

  FoundingNode(NodeConfig config, FoundingManifest manifest, OperatorBase base) {
    this.config = config;
    this.manifest = manifest;
    this.base = base;
    this.ceremony =
        new KeyCeremony(config, manifest, base.own().identity(), base.archive(), base.network());
  }

  void start() {
    LOG.info(
        "network={} has no key yet; operator {} of {} makes it with the others, identity={}",
        manifest.networkId(),
        base.own().member() + 1,
        manifest.genesis().operators().size(),
        base.own().identity().address());
    ceremony.start();
    thread.start();
  }

  private void run() {
    try {
      NetworkManifest founded = ceremony.founded().get();
      awaitInstalled(founded);
      LoadlineNode begun = begin(founded);
      stopped.complete(begun == null || begun.awaitStop());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      LOG.error("the node stops: {}", cause == null ? e.toString() : cause.getMessage());
      stopped.complete(false);
    } catch (OperatorException e) {
      LOG.error("the node stops: {}", e.getMessage());
      stopped.complete(false);
    } catch (RuntimeException e) {
      LOG.error("the node stops", e);
      stopped.complete(false);
    }
  }

  /** Rounds are of use from then on; nobody is hurt by a node that begins later. */
  private void awaitInstalled(NetworkManifest founded) throws InterruptedException {
    Rules rules = founded.rules();
    long anchorChain = rules.anchor().chainId();
    Rules.Chain home =
        rules.chains().stream()
            .filter(chain -> chain.chainId() == anchorChain)
            .findFirst()
            .orElseThrow();
    try (ChainAccess chains = new ChainAccess(rules, config)) {
      ChainAccess.Chain chain = chains.chain(anchorChain);
      GcmView manager = new GcmView(new ChainWriter(chain.rpc()), home.gcm());
      BigInteger key = new BigInteger(1, founded.committee().groupKey().x());
      LOG.info("waiting until manager {} has the key", home.gcm());
      while (!isInstalled(manager, key)) {
        Thread.sleep(chain.pollMs());
      }
    }
    LOG.info("the key is installed");
  }

  private static boolean isInstalled(GcmView manager, BigInteger key) {
    try {
      return manager.currentKey().groupKeyX().equals(key);
    } catch (RpcException e) {
      LOG.debug("the manager's key cannot be read: {}", e.getMessage());
      return false;
    }
  }

  private synchronized @Nullable LoadlineNode begin(NetworkManifest founded) {
    if (closed) {
      return null;
    }
    LoadlineNode begun = new LoadlineNode(config, founded, base);
    node = begun;
    begun.start();
    return begun;
  }

  @Override
  public boolean awaitStop() throws InterruptedException {
    try {
      return stopped.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completed exceptionally", e);
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    thread.interrupt();
    ceremony.close();
    LoadlineNode begun = node;
    if (begun == null) {
      base.close();
    } else {
      begun.close();
    }
    stopped.complete(true);
  }
}
