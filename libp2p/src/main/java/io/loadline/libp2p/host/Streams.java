package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.multistream.Negotiator;
import io.loadline.libp2p.stream.StreamHandler;
import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import io.loadline.libp2p.yamux.YamuxStream;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens and accepts negotiated streams. On the network thread, but for {@link #handle}. */
final class Streams {
  private final EventLoop loop;
  private final long deadlineMs;
  private final ConcurrentSkipListMap<String, StreamHandler> handlers =
      new ConcurrentSkipListMap<>();

  Streams(EventLoop loop, long deadlineMs) {
    this.loop = loop;
    this.deadlineMs = deadlineMs;
  }

  void handle(String protocol, StreamHandler handler) {
    handlers.put(protocol, handler);
  }

  List<String> protocols() {
    return List.copyOf(handlers.keySet());
  }

  StreamEvents accept(PeerId peer, YamuxStream stream) {
    return new ProtocolStream(
        loop,
        peer,
        stream,
        Negotiator.listener(handlers::containsKey),
        deadlineMs,
        negotiated ->
            Objects.requireNonNull(handlers.get(negotiated.protocol())).opened(negotiated),
        _ -> {});
  }

  /** Opens a stream for the first protocol that the peer takes; one of the two is called. */
  void open(
      Connection connection,
      List<String> protocols,
      Function<ProtocolStream, StreamEvents> selected,
      Consumer<IOException> failed) {
    YamuxStream opened =
        connection
            .session()
            .open(stream ->
                new ProtocolStream(
                    loop,
                    connection.peer(),
                    stream,
                    Negotiator.dialer(protocols),
                    deadlineMs,
                    selected,
                    failed));
    if (opened == null) {
      failed.accept(new IOException("the connection takes no more streams"));
    }
  }
}
