package io.loadline.libp2p.stream;

import io.loadline.libp2p.protobuf.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/**
 * Cuts a stream into messages with a varint length in front. Memory grows with the bytes that have
 * come, not with the length that was announced.
 */
public final class LengthPrefixedReader {
  private final int maxMessageBytes;
  private final ByteBuf buffer = Unpooled.buffer(0);

  public LengthPrefixedReader(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /** Hands out each message that is complete; false if a length is malformed or too large. */
  public boolean feed(byte[] bytes, Consumer<byte[]> message) {
    buffer.discardReadBytes();
    buffer.writeBytes(bytes);
    while (true) {
      int start = buffer.readerIndex();
      long length = Varint.read(buffer, maxMessageBytes);
      if (length == Varint.MALFORMED) {
        return false;
      }
      if (length == Varint.INCOMPLETE || buffer.readableBytes() < length) {
        buffer.readerIndex(start);
        return true;
      }
      byte[] body = new byte[(int) length];
      buffer.readBytes(body);
      message.accept(body);
    }
  }

  /** Whether a message has begun and not ended. */
  public boolean isInsideMessage() {
    return buffer.isReadable();
  }
}
