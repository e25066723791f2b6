package io.loadline.libp2p.noise;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.protobuf.MalformedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handshake on a channel, then puts the two transport handlers in its place; {@code
 * secured} adds what follows behind the given context.
 */
public final class NoiseHandshakeHandler extends ByteToMessageDecoder {
  /** The protocol's name in multistream-select. */
  public static final String PROTOCOL = "/noise";

  private static final int MAX_MESSAGE_BYTES = 4096;

  private final PeerKey identity;
  private final NoiseKeyPair staticKey;
  private final boolean initiator;
  private final @Nullable PeerId expected;
  private final List<String> muxers;
  private final BiConsumer<ChannelHandlerContext, SecuredPeer> secured;
  private final Consumer<String> failed;
  private final XxHandshake handshake;
  private @Nullable HandshakePayload remote;

  /**
   * @param expected the peer that was dialled, or null to accept whoever answers
   */
  public NoiseHandshakeHandler(
      PeerKey identity,
      NoiseKeyPair staticKey,
      SecureRandom random,
      boolean initiator,
      @Nullable PeerId expected,
      List<String> muxers,
      BiConsumer<ChannelHandlerContext, SecuredPeer> secured,
      Consumer<String> failed) {
    this.identity = identity;
    this.staticKey = staticKey;
    this.initiator = initiator;
    this.expected = expected;
    this.muxers = List.copyOf(muxers);
    this.secured = secured;
    this.failed = failed;
    this.handshake =
        new XxHandshake(initiator, staticKey, NoiseKeyPair.generate(random), new byte[0]);
    setSingleDecode(true);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws MalformedMessage {
    if (initiator) {
      write(ctx, new byte[0]);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < 2) {
      return;
    }
    int length = in.getUnsignedShort(in.readerIndex());
    if (length > MAX_MESSAGE_BYTES) {
      fail(ctx, in, "handshake message of " + length + " bytes");
      return;
    }
    if (in.readableBytes() < 2 + length) {
      return;
    }
    byte[] message = new byte[length];
    in.skipBytes(2).readBytes(message);
    try {
      received(ctx, message);
    } catch (MalformedMessage malformed) {
      fail(ctx, in, String.valueOf(malformed.getMessage()));
    }
  }

  private void received(ChannelHandlerContext ctx, byte[] message) throws MalformedMessage {
    byte[] payload = handshake.read(message);
    if (handshake.knowsRemoteStatic()) {
      remote = HandshakePayload.decode(payload, handshake.remoteStatic());
      if (expected != null && !expected.equals(remote.peer())) {
        throw new MalformedMessage("peer is " + remote.peer() + " instead of " + expected);
      }
    }
    if (handshake.isMyTurn()) {
      write(ctx, HandshakePayload.encode(identity, staticKey.publicKey(), muxers));
    }
    if (handshake.isComplete() && remote != null) {
      complete(ctx, remote);
    }
  }

  private void complete(ChannelHandlerContext ctx, HandshakePayload peer) throws MalformedMessage {
    List<String> first = initiator ? muxers : peer.muxers();
    List<String> second = initiator ? peer.muxers() : muxers;
    String muxer = first.stream().filter(second::contains).findFirst().orElse(null);
    if (muxer == null && !muxers.isEmpty() && !peer.muxers().isEmpty()) {
      throw new MalformedMessage("no common muxer");
    }
    CipherState[] keys = handshake.split();
    NoiseDecoder decoder = new NoiseDecoder(keys[1], failed);
    ctx.pipeline().addAfter(ctx.name(), null, decoder);
    ChannelHandlerContext last = ctx.pipeline().context(decoder);
    ctx.pipeline().addBefore(last.name(), null, new NoiseEncoder(keys[0]));
    secured.accept(last, new SecuredPeer(peer.peer(), muxer));
    ctx.pipeline().remove(this);
  }

  private void write(ChannelHandlerContext ctx, byte[] payload) throws MalformedMessage {
    byte[] message = handshake.write(payload);
    ByteBuf frame = Unpooled.buffer(2 + message.length);
    var _ = ctx.writeAndFlush(frame.writeShort(message.length).writeBytes(message));
  }

  private void fail(ChannelHandlerContext ctx, ByteBuf in, String reason) {
    in.skipBytes(in.readableBytes());
    failed.accept(reason);
    var _ = ctx.close();
  }
}
