package io.loadline.libp2p.multistream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Negotiates on a channel, then makes way: {@code selected} adds the successors behind it, and the
 * decoder hands them the bytes that it did not use.
 */
public final class NegotiationHandler extends ByteToMessageDecoder {
  private final Negotiator negotiator;
  private final BiConsumer<ChannelHandlerContext, String> selected;
  private final Consumer<String> failed;

  public NegotiationHandler(
      Negotiator negotiator,
      BiConsumer<ChannelHandlerContext, String> selected,
      Consumer<String> failed) {
    this.negotiator = negotiator;
    this.selected = selected;
    this.failed = failed;
    setSingleDecode(true);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    send(ctx, negotiator.opening());
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    Negotiation state = negotiator.feed(in, answer -> send(ctx, answer));
    switch (state) {
      case Negotiation.Pending _ -> {}
      case Negotiation.Selected(String protocol) -> {
        selected.accept(ctx, protocol);
        ctx.pipeline().remove(this);
      }
      case Negotiation.Failed(String reason) -> {
        in.skipBytes(in.readableBytes());
        failed.accept(reason);
        var _ = ctx.close();
      }
    }
  }

  private static void send(ChannelHandlerContext ctx, byte[] bytes) {
    var _ = ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
  }
}
