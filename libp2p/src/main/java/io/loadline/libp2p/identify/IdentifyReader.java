package io.loadline.libp2p.identify;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.stream.LengthPrefixedReader;
import io.loadline.libp2p.stream.P2pStream;
import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import java.util.function.Consumer;

/** Reads what a peer says of itself, up to the end of the stream. */
public final class IdentifyReader implements StreamEvents {
  private final P2pStream stream;
  private final Consumer<IdentifyMessage> done;
  private final LengthPrefixedReader reader =
      new LengthPrefixedReader(IdentifyMessage.MAX_MESSAGE_BYTES);
  private IdentifyMessage message;
  private int parts;
  private boolean failed;

  /**
   * @param known what the peer said before; kept where it says nothing new
   */
  public IdentifyReader(P2pStream stream, IdentifyMessage known, Consumer<IdentifyMessage> done) {
    this.stream = stream;
    this.message = known;
    this.done = done;
  }

  @Override
  public void data(byte[] bytes) {
    if (failed) {
      return;
    }
    boolean readable = reader.feed(bytes, this::part);
    if (!readable || failed) {
      failed = true;
      stream.reset();
    } else {
      stream.consumed(bytes.length);
    }
  }

  private void part(byte[] part) {
    parts++;
    try {
      message = message.merge(part);
    } catch (MalformedMessage _) {
      failed = true;
    }
    failed |= parts > IdentifyMessage.MAX_PARTS;
  }

  @Override
  public void remoteClosed() {
    stream.closeWrite();
    boolean honest =
        message.publicKey() == null || PeerId.of(message.publicKey()).equals(stream.remotePeer());
    if (!failed && parts > 0 && honest) {
      done.accept(message);
    }
  }
}
