package io.loadline.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.yamux.YamuxLimits;
import io.loadline.libp2p.yamux.YamuxSession;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class UpgraderTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final YamuxLimits LIMITS = new YamuxLimits(8, 0, 1_000, 60_000);
  private static final List<String> YAMUX = List.of(YamuxSession.PROTOCOL);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  @AfterEach
  void stop() {
    var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /** One end: completes with the connection, and with the first bytes of the first stream. */
  private static final class End implements Upgrader.Outcome {
    private final boolean dialer;
    private final CompletableFuture<Connection> connected = new CompletableFuture<>();
    private final CompletableFuture<String> heard = new CompletableFuture<>();

    private End(boolean dialer) {
      this.dialer = dialer;
    }

    @Override
    public YamuxSession secured(PeerId peer, Channel channel) {
      return new YamuxSession(
          dialer,
          LIMITS,
          _ -> bytes -> heard.complete(new String(bytes, StandardCharsets.UTF_8)),
          _ -> {});
    }

    @Override
    public void connected(Connection connection) {
      if (dialer) { // At once, so that the bytes ride right behind the negotiation.
        var stream = connection.session().open(_ -> _ -> {});
        if (stream != null) {
          var _ = stream.write("early".getBytes(StandardCharsets.UTF_8));
        }
      }
      connected.complete(connection);
    }

    @Override
    public void failed(String reason) {
      connected.completeExceptionally(new AssertionError(reason));
    }
  }

  private static Upgrader upgrader(PeerKey key, boolean early) {
    return new Upgrader(key, new SecureRandom(), HostTimers.defaults(), early ? YAMUX : List.of());
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void theMuxerIsAgreedOnEarlyOrByMultistream(boolean dialerEarly, boolean listenerEarly)
      throws Exception {
    PeerKey dialerKey = TestNetwork.key(0);
    PeerKey listenerKey = TestNetwork.key(1);
    End dialer = new End(true);
    End listener = new End(false);
    Transport transport = new Transport(group);
    Upgrader accepting = upgrader(listenerKey, listenerEarly);
    Channel server =
        transport.listen(
            Multiaddr.of("/ip4/127.0.0.1/tcp/0"),
            channel -> accepting.upgrade(channel, false, null, listener));
    Upgrader dialling = upgrader(dialerKey, dialerEarly);
    InetSocketAddress target = (InetSocketAddress) server.localAddress();
    group.execute(() -> { // As the host does: on the network thread, so that no byte is read
      // before.
      var connecting = transport.dial(target, 10_000);
      var _ =
          connecting.addListener(
              _ -> dialling.upgrade(connecting.channel(), true, listenerKey.peerId(), dialer));
    });

    assertThat(dialer.connected)
        .succeedsWithin(SOON)
        .satisfies(connection -> assertThat(connection.peer()).isEqualTo(listenerKey.peerId()));
    assertThat(listener.connected)
        .succeedsWithin(SOON)
        .satisfies(connection -> assertThat(connection.peer()).isEqualTo(dialerKey.peerId()));
    assertThat(listener.heard).succeedsWithin(SOON).isEqualTo("early");
  }
}
