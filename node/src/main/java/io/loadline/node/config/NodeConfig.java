package io.loadline.node.config;

import io.loadline.consensus.agreement.AgreementParameters;
import io.loadline.consensus.qbft.RoundTimes;
import io.loadline.libp2p.address.Multiaddr;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One operator's settings. All paths are resolved against the folder of the file they stand in.
 *
 * @param file where this was read from
 * @param listen libp2p multiaddress to listen on
 * @param bootstrap libp2p multiaddresses, each with a peer id, to dial besides the manifest's peers
 * @param chains by chain id, rising
 */
public record NodeConfig(
    Path file,
    Path manifest,
    Path dataDirectory,
    KeyPaths keys,
    Multiaddr listen,
    List<Multiaddr> bootstrap,
    SequencedMap<Long, ChainSettings> chains,
    HttpSettings http,
    SubmitSettings submit,
    AgreementSettings agreement) {

  /** The settings of one chain, if there are any. */
  public Optional<ChainSettings> chain(long chainId) {
    return Optional.ofNullable(chains.get(chainId));
  }

  /**
   * Key files and the password that opens them.
   *
   * @param share absent for an observer
   * @param transmitter absent if this node never submits
   */
  public record KeyPaths(
      Path identity, Path peer, Optional<Path> share, Optional<Path> transmitter, Path password) {}

  /**
   * How one chain is read.
   *
   * @param quorum how many endpoints must give the same answer
   * @param deadline for one exchange
   * @param poll how often the newest finalized block is asked for
   */
  public record ChainSettings(List<URI> rpc, int quorum, Duration deadline, Duration poll) {
    public ChainSettings {
      rpc = List.copyOf(rpc);
    }
  }

  /** Where the status API listens; empty: it does not. */
  public record HttpSettings(Optional<InetSocketAddress> listen) {}

  /**
   * How reports reach the contracts.
   *
   * @param step how much later than the one before each operator of a round takes its turn
   * @param maxFeePerGasGwei never paid more
   */
  public record SubmitSettings(boolean enabled, Duration step, long maxFeePerGasGwei) {}

  /**
   * Timers of agreement; absolute from the round's start.
   *
   * @param firstRound how long round 0 may take
   * @param longestRound no round takes longer
   * @param resend how often the latest own message is sent again
   */
  public record AgreementSettings(Duration firstRound, Duration longestRound, Duration resend) {
    /** The same for the agreement machine, with everything else to match. */
    public AgreementParameters parameters(int maxOpenHeights) {
      long resendMs = resend.toMillis();
      return new AgreementParameters(
          new RoundTimes(firstRound.toMillis(), longestRound.toMillis()),
          resendMs,
          resendMs,
          5 * resendMs,
          maxOpenHeights);
    }
  }
}
