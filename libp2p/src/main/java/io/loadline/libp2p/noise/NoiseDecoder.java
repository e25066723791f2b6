package io.loadline.libp2p.noise;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens transport messages; the first that is not authentic ends the connection. */
final class NoiseDecoder extends ByteToMessageDecoder {
  private static final byte[] NO_DATA = {};

  private final CipherState key;
  private final Consumer<String> failed;

  NoiseDecoder(CipherState key, Consumer<String> failed) {
    this.key = key;
    this.failed = failed;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < 2) {
      return;
    }
    int length = in.getUnsignedShort(in.readerIndex());
    if (in.readableBytes() < 2 + length) {
      return;
    }
    byte[] sealed = new byte[length];
    in.skipBytes(2).readBytes(sealed);
    byte @Nullable [] plaintext = key.decrypt(NO_DATA, sealed);
    if (plaintext == null) {
      in.skipBytes(in.readableBytes());
      failed.accept("message is not authentic");
      var _ = ctx.close();
    } else if (plaintext.length > 0) { // Empty messages are legal and mean nothing.
      out.add(Unpooled.wrappedBuffer(plaintext));
    }
  }
}
