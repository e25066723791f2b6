package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.multistream.Negotiation;
import io.loadline.libp2p.multistream.Negotiator;
import io.loadline.libp2p.stream.P2pStream;
import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import io.loadline.libp2p.yamux.YamuxStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A yamux stream that first agrees on its protocol and then belongs to that protocol. */
final class ProtocolStream implements P2pStream, StreamEvents {
  private final EventLoop loop;
  private final PeerId peer;
  private final YamuxStream stream;
  private final Negotiator negotiator;
  private final Function<ProtocolStream, StreamEvents> selected;
  private final Consumer<IOException> failed;
  private final ByteBuf early = Unpooled.buffer(0);
  private String protocol = "";
  private @Nullable StreamEvents events;
  private boolean over;

  /**
   * @param selected called once the protocol is agreed on
   * @param failed called instead when it is not
   */
  ProtocolStream(
      EventLoop loop,
      PeerId peer,
      YamuxStream stream,
      Negotiator negotiator,
      long deadlineMs,
      Function<ProtocolStream, StreamEvents> selected,
      Consumer<IOException> failed) {
    this.loop = loop;
    this.peer = peer;
    this.stream = stream;
    this.negotiator = negotiator;
    this.selected = selected;
    this.failed = failed;
    var _ = stream.write(negotiator.opening());
    var _ =
        loop.schedule(
            () -> {
              if (events == null) {
                fail("no protocol within " + deadlineMs + " ms");
              }
            },
            deadlineMs,
            TimeUnit.MILLISECONDS);
  }

  @Override
  public PeerId remotePeer() {
    return peer;
  }

  @Override
  public String protocol() {
    return protocol;
  }

  @Override
  public CompletableFuture<Void> write(byte[] bytes) {
    if (loop.inEventLoop()) {
      return stream.write(bytes);
    }
    CompletableFuture<Void> result = new CompletableFuture<>();
    onLoop(() -> {
      var _ =
          stream
              .write(bytes)
              .whenComplete((_, failure) -> {
                if (failure == null) {
                  result.complete(null);
                } else {
                  result.completeExceptionally(failure);
                }
              });
    });
    return result;
  }

  @Override
  public void closeWrite() {
    onLoop(stream::closeWrite);
  }

  @Override
  public void reset() {
    onLoop(stream::reset);
  }

  @Override
  public void consumed(int bytes) {
    onLoop(() -> stream.consumed(bytes));
  }

  private void onLoop(Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      loop.execute(task);
    }
  }

  @Override
  public void data(byte[] bytes) {
    if (events != null) {
      events.data(bytes);
      return;
    }
    if (over) {
      return;
    }
    early.writeBytes(bytes);
    int before = early.readerIndex();
    Negotiation state =
        negotiator.feed(
            early,
            answer -> {
              var _ = stream.write(answer);
            });
    stream.consumed(early.readerIndex() - before);
    switch (state) {
      case Negotiation.Pending _ -> {}
      case Negotiation.Failed(String reason) -> fail(reason);
      case Negotiation.Selected(String name) -> {
        protocol = name;
        events = selected.apply(this);
        if (early.isReadable()) {
          events.data(ByteBufUtil.getBytes(early));
        }
        early.release();
      }
    }
  }

  @Override
  public void remoteClosed() {
    if (events != null) {
      events.remoteClosed();
    } else {
      fail("peer closed before a protocol was agreed on");
    }
  }

  @Override
  public void ended() {
    if (events != null) {
      events.ended();
    } else {
      fail("stream ended before a protocol was agreed on");
    }
  }

  private void fail(String reason) {
    if (!over) {
      over = true;
      stream.reset();
      failed.accept(new IOException(reason));
    }
  }
}
