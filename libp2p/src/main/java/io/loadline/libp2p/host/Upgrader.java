package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.multistream.NegotiationHandler;
import io.loadline.libp2p.multistream.Negotiator;
import io.loadline.libp2p.noise.NoiseHandshakeHandler;
import io.loadline.libp2p.noise.NoiseKeyPair;
import io.loadline.libp2p.noise.SecuredPeer;
import io.loadline.libp2p.yamux.YamuxSession;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a TCP channel into a connection: multistream, Noise, the muxer, each installing the next,
 * all within one deadline.
 */
final class Upgrader {
  private static final List<String> MUXERS = List.of(YamuxSession.PROTOCOL);

  private final PeerKey key;
  private final SecureRandom random;
  private final NoiseKeyPair noiseKey;
  private final HostTimers timers;
  private final List<String> earlyMuxers;

  /** Called with what became of a channel, exactly one of the two, once. */
  interface Outcome {
    /** Makes the session that ends the pipeline. */
    YamuxSession secured(PeerId peer, Channel channel);

    void connected(Connection connection);

    void failed(String reason);
  }

  Upgrader(PeerKey key, SecureRandom random, HostTimers timers) {
    this(key, random, timers, MUXERS);
  }

  /** With no early muxers it behaves as peers do that do not know early negotiation. */
  Upgrader(PeerKey key, SecureRandom random, HostTimers timers, List<String> earlyMuxers) {
    this.earlyMuxers = List.copyOf(earlyMuxers);
    this.key = key;
    this.random = random;
    this.noiseKey = NoiseKeyPair.generate(random);
    this.timers = timers;
  }

  void upgrade(Channel channel, boolean outbound, @Nullable PeerId expected, Outcome outcome) {
    Attempt attempt = new Attempt(channel, outbound, expected, outcome);
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> attempt.fail("not connected within " + timers.upgradeMs() + " ms"),
                timers.upgradeMs(),
                TimeUnit.MILLISECONDS);
    var _ = channel.closeFuture().addListener(_ -> attempt.fail("peer closed the connection"));
    attempt.start();
  }

  private final class Attempt {
    private final Channel channel;
    private final boolean outbound;
    private final @Nullable PeerId expected;
    private final Outcome outcome;
    private boolean settled;

    private Attempt(Channel channel, boolean outbound, @Nullable PeerId expected, Outcome outcome) {
      this.channel = channel;
      this.outbound = outbound;
      this.expected = expected;
      this.outcome = outcome;
    }

    private void start() {
      channel.pipeline().addLast(negotiation(NoiseHandshakeHandler.PROTOCOL, this::secure));
      channel.pipeline().addLast(new FailureHandler(this::fail));
    }

    private NegotiationHandler negotiation(String protocol, Consumer<ChannelHandlerContext> next) {
      Negotiator negotiator =
          outbound ? Negotiator.dialer(List.of(protocol)) : Negotiator.listener(protocol::equals);
      return new NegotiationHandler(negotiator, (context, _) -> next.accept(context), this::fail);
    }

    private void secure(ChannelHandlerContext context) {
      NoiseHandshakeHandler handshake =
          new NoiseHandshakeHandler(
              key, noiseKey, random, outbound, expected, earlyMuxers, this::secured, this::fail);
      context.pipeline().addAfter(context.name(), null, handshake);
    }

    private void secured(ChannelHandlerContext context, SecuredPeer peer) {
      if (peer.muxer() != null) {
        complete(context, peer.peer());
      } else { // The peer knows no early negotiation.
        NegotiationHandler handler =
            negotiation(YamuxSession.PROTOCOL, last -> complete(last, peer.peer()));
        context.pipeline().addAfter(context.name(), null, handler);
      }
    }

    private void complete(ChannelHandlerContext context, PeerId peer) {
      if (settled) {
        return;
      }
      settled = true;
      YamuxSession session = outcome.secured(peer, channel);
      context.pipeline().addAfter(context.name(), null, session);
      outcome.connected(new Connection(peer, outbound, channel, session, System.nanoTime()));
    }

    private void fail(String reason) {
      if (!settled) {
        settled = true;
        outcome.failed(reason);
        var _ = channel.close();
      }
    }
  }

  /** Last in the pipeline: what a peer can cause ends its connection and stays out of the log. */
  private static final class FailureHandler extends ChannelInboundHandlerAdapter {
    private final Consumer<String> failed;

    private FailureHandler(Consumer<String> failed) {
      this.failed = failed;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      failed.accept("connection failed: " + cause.getClass().getSimpleName());
      var _ = context.close();
    }
  }
}
