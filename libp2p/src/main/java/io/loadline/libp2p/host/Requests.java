package io.loadline.libp2p.host;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.protobuf.Varint;
import io.loadline.libp2p.stream.LengthPrefixedReader;
import io.loadline.libp2p.stream.P2pStream;
import io.loadline.libp2p.stream.StreamHandler;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One request, one response, one stream. On the network thread. */
final class Requests {
  private final EventLoop loop;
  private final Streams streams;
  private final Callbacks callbacks;
  private final Metrics metrics;
  private final int maxPerPeer;
  private final long streamMs;
  private final Map<PeerId, Integer> answering = new HashMap<>();

  Requests(
      EventLoop loop,
      Streams streams,
      Callbacks callbacks,
      Metrics metrics,
      int maxPerPeer,
      long streamMs) {
    this.loop = loop;
    this.streams = streams;
    this.callbacks = callbacks;
    this.metrics = metrics;
    this.maxPerPeer = maxPerPeer;
    this.streamMs = streamMs;
  }

  void request(
      Connection connection,
      String protocol,
      byte[] request,
      int maxResponseBytes,
      long timeoutMs,
      CompletableFuture<byte[]> result) {
    metrics.count("request.sent");
    var timer =
        loop.schedule(
            () ->
                result.completeExceptionally(
                    new IOException("no response to " + protocol + " within " + timeoutMs + " ms")),
            timeoutMs,
            TimeUnit.MILLISECONDS);
    var _ =
        result.whenComplete((_, failure) -> {
          boolean _ = timer.cancel(false);
          metrics.count(failure == null ? "request.answered" : "request.failed");
        });
    streams.open(
        connection,
        List.of(protocol),
        stream -> new Call(stream, request, maxResponseBytes, result),
        result::completeExceptionally);
  }

  private static final class Call implements StreamHandler.StreamEvents {
    private final P2pStream stream;
    private final LengthPrefixedReader reader;
    private final CompletableFuture<byte[]> result;

    private Call(
        P2pStream stream, byte[] request, int maxResponseBytes, CompletableFuture<byte[]> result) {
      this.stream = stream;
      this.reader = new LengthPrefixedReader(maxResponseBytes);
      this.result = result;
      var _ = stream.write(Varint.prefixed(request));
      stream.closeWrite();
      var _ =
          result.whenComplete((_, failure) -> {
            if (failure != null) {
              stream.reset();
            }
          });
    }

    @Override
    public void data(byte[] bytes) {
      if (result.isDone()) {
        stream.reset();
      } else if (reader.feed(bytes, result::complete)) {
        stream.consumed(bytes.length);
      } else {
        result.completeExceptionally(new IOException("response is longer than allowed"));
      }
    }

    @Override
    public void remoteClosed() {
      result.completeExceptionally(new IOException("peer closed without a response"));
    }

    @Override
    public void ended() {
      result.completeExceptionally(new IOException("peer refused the request"));
    }
  }

  StreamHandler server(int maxRequestBytes, RequestHandler handler) {
    return stream -> new Answer(stream, maxRequestBytes, handler);
  }

  private final class Answer implements StreamHandler.StreamEvents {
    private final P2pStream stream;
    private final LengthPrefixedReader reader;
    private final RequestHandler handler;
    private final boolean admitted;
    private boolean received;

    private Answer(P2pStream stream, int maxRequestBytes, RequestHandler handler) {
      this.stream = stream;
      this.reader = new LengthPrefixedReader(maxRequestBytes);
      this.handler = handler;
      this.admitted = answering.merge(stream.remotePeer(), 1, Integer::sum) <= maxPerPeer;
      if (!admitted) {
        metrics.count("request.overload");
        stream.reset();
      }
      var _ =
          loop.schedule(
              () -> {
                if (!received) {
                  stream.reset();
                }
              },
              streamMs,
              TimeUnit.MILLISECONDS);
    }

    @Override
    public void data(byte[] bytes) {
      if (received || !reader.feed(bytes, this::request)) {
        metrics.count("request.malformed");
        stream.reset();
      } else {
        stream.consumed(bytes.length);
      }
    }

    private void request(byte[] request) {
      if (received || !admitted) {
        return;
      }
      received = true;
      metrics.count("request.received");
      callbacks.call(() -> answer(request));
    }

    private void answer(byte[] request) {
      CompletionStage<byte[]> response;
      try {
        response = handler.handle(stream.remotePeer(), request);
      } catch (RuntimeException e) {
        response = CompletableFuture.failedFuture(e);
      }
      var _ =
          response.whenComplete((bytes, failure) -> {
            if (failure == null) {
              var _ = stream.write(Varint.prefixed(bytes));
              stream.closeWrite();
            } else {
              metrics.count("request.refused");
              stream.reset();
            }
          });
    }

    @Override
    public void ended() {
      received = true;
      answering.computeIfPresent(stream.remotePeer(), (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
