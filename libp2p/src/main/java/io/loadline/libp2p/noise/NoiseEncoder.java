package io.loadline.libp2p.noise;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Seals what is written, in messages of at most 65,519 bytes of plaintext. */
final class NoiseEncoder extends ChannelOutboundHandlerAdapter {
  static final int MAX_PLAINTEXT_BYTES = 65_535 - CipherState.TAG_BYTES;

  private static final byte[] NO_DATA = {};

  private final CipherState key;

  NoiseEncoder(CipherState key) {
    this.key = key;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    ByteBuf buffer = (ByteBuf) message;
    byte[] plaintext;
    try {
      plaintext = ByteBufUtil.getBytes(buffer);
    } finally {
      buffer.release();
    }
    int last = Math.max(0, (plaintext.length - 1) / MAX_PLAINTEXT_BYTES * MAX_PLAINTEXT_BYTES);
    for (int from = 0; from <= last; from += MAX_PLAINTEXT_BYTES) {
      if (key.isExhausted()) {
        promise.setFailure(new IllegalStateException("this connection's keys are used up"));
        var _ = ctx.close();
        return;
      }
      int length = Math.min(MAX_PLAINTEXT_BYTES, plaintext.length - from);
      int sealed = length + CipherState.TAG_BYTES;
      byte[] frame = new byte[2 + sealed];
      frame[0] = (byte) (sealed >> 8);
      frame[1] = (byte) sealed;
      key.encrypt(NO_DATA, plaintext, from, length, frame, 2);
      var _ = ctx.write(Unpooled.wrappedBuffer(frame), from == last ? promise : ctx.newPromise());
    }
  }
}
