package io.loadline.libp2p.yamux;

import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last handler of a connection: frames in, streams out. Streams are served in turn; data is
 * written only while the socket takes more, so what waits here is bounded by what streams were
 * given. A peer that breaks the protocol loses the connection.
 */
public final class YamuxSession extends ByteToMessageDecoder {
  /** The protocol's name in multistream-select. */
  public static final String PROTOCOL = "/yamux/1.0.0";

  /** Half a window used up within so many round trips means that the window is the bound. */
  private static final int FAST_ROUND_TRIPS = 4;

  private final boolean dialer;
  private final YamuxLimits limits;
  private final Function<YamuxStream, StreamEvents> acceptor;
  private final Consumer<String> violated;
  private final LongSupplier nanoTime;
  private final Map<Long, YamuxStream> streams = new LinkedHashMap<>();
  private final ArrayDeque<YamuxStream> ready = new ArrayDeque<>();
  private @Nullable ChannelHandlerContext context;
  private @Nullable FrameHeader body;
  private long bodyLeft;
  private long nextId;
  private long lastRemoteId;
  private int inbound;
  private int unacknowledged;
  private boolean pumping;
  private boolean goingAway;
  private boolean failed;
  private final RoundTrip roundTrip = new RoundTrip();
  private long extraWindows;
  private long lastReadNanos;

  /**
   * @param acceptor called for each stream that the peer opens
   * @param violated told once why the peer lost the connection
   */
  public YamuxSession(
      boolean dialer,
      YamuxLimits limits,
      Function<YamuxStream, StreamEvents> acceptor,
      Consumer<String> violated) {
    this(dialer, limits, acceptor, violated, System::nanoTime);
  }

  YamuxSession(
      boolean dialer,
      YamuxLimits limits,
      Function<YamuxStream, StreamEvents> acceptor,
      Consumer<String> violated,
      LongSupplier nanoTime) {
    this.dialer = dialer;
    this.limits = limits;
    this.acceptor = acceptor;
    this.violated = violated;
    this.nanoTime = nanoTime;
    this.nextId = dialer ? 1 : 2;
  }

  /** Opens a stream, or returns null when the session ends or too many openings are unanswered. */
  public @Nullable YamuxStream open(Function<YamuxStream, StreamEvents> events) {
    boolean idsLeft = nextId < 0xffff_fff0L;
    if (goingAway || context == null || unacknowledged >= YamuxLimits.MAX_UNACKNOWLEDGED) {
      return null;
    }
    if (!idsLeft || streams.size() - inbound >= limits.maxStreams()) {
      return null;
    }
    YamuxStream stream = new YamuxStream(this, nextId, nanoTime.getAsLong());
    nextId += 2;
    unacknowledged++;
    streams.put(stream.id(), stream);
    sendControl(FrameHeader.of(FrameHeader.WINDOW_UPDATE, FrameHeader.SYN, stream.id(), 0));
    stream.attach(events.apply(stream));
    return stream;
  }

  public int openStreams() {
    return streams.size();
  }

  /** Says good-bye and closes the connection. */
  public void close() {
    goAway(GoAwayReason.NORMAL);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    lastReadNanos = nanoTime.getAsLong();
    if (limits.keepAliveMs() > 0) {
      scheduleKeepAlive(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    goingAway = true;
    for (YamuxStream stream : new ArrayList<>(streams.values())) {
      stream.end();
    }
    super.channelInactive(ctx);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    pump();
    ctx.fireChannelWritabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(GoAwayReason.INTERNAL_ERROR, "connection failed: " + cause.getClass().getSimpleName());
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (failed) {
      in.skipBytes(in.readableBytes());
      return;
    }
    lastReadNanos = nanoTime.getAsLong();
    if (body == null) {
      if (in.readableBytes() >= FrameHeader.BYTES) {
        header(FrameHeader.read(in));
      }
      return;
    }
    int length = (int) Math.min(bodyLeft, in.readableBytes());
    YamuxStream stream = streams.get(body.streamId());
    if (stream == null) {
      in.skipBytes(length);
    } else {
      byte[] bytes = new byte[length];
      in.readBytes(bytes);
      stream.received(bytes, lastReadNanos);
    }
    bodyLeft -= length;
    finishBody();
  }

  private void header(FrameHeader header) {
    if (header.version() != 0) {
      fail(GoAwayReason.PROTOCOL_ERROR, "yamux version " + header.version());
      return;
    }
    switch (header.type()) {
      case FrameHeader.DATA, FrameHeader.WINDOW_UPDATE -> streamFrame(header);
      case FrameHeader.PING -> ping(header);
      case FrameHeader.GO_AWAY -> remoteGoesAway(header);
      default -> fail(GoAwayReason.PROTOCOL_ERROR, "yamux frame type " + header.type());
    }
  }

  private void streamFrame(FrameHeader header) {
    if (header.has(FrameHeader.SYN) && !accept(header)) {
      return;
    }
    YamuxStream stream = streams.get(header.streamId());
    if (stream != null && header.has(FrameHeader.ACK) && stream.acknowledge()) {
      unacknowledged--;
    }
    if (header.type() == FrameHeader.DATA) {
      dataFrame(header, stream);
    } else if (stream != null) {
      if (!stream.credit(header.length())) {
        fail(GoAwayReason.PROTOCOL_ERROR, "window beyond 32 bits");
        return;
      }
      endOfFrame(header, stream);
    }
  }

  private void dataFrame(FrameHeader header, @Nullable YamuxStream stream) {
    if (stream != null && !stream.allows(header.length())) {
      fail(GoAwayReason.PROTOCOL_ERROR, "data beyond the credit");
      return;
    }
    if (stream == null) {
      if (header.length() > YamuxLimits.MAX_SKIPPED_BYTES || !mayHaveExisted(header.streamId())) {
        fail(GoAwayReason.PROTOCOL_ERROR, "data for a stream that never was");
        return;
      }
      if (!header.has(FrameHeader.RST)) { // Late data after we closed is normal.
        sendControl(reset(header.streamId()));
      }
    }
    body = header;
    bodyLeft = header.length();
    finishBody();
  }

  private void finishBody() {
    FrameHeader header = body;
    if (header == null || bodyLeft > 0) {
      return;
    }
    body = null;
    YamuxStream stream = streams.get(header.streamId());
    if (stream != null) {
      endOfFrame(header, stream);
    }
  }

  private static void endOfFrame(FrameHeader header, YamuxStream stream) {
    if (header.has(FrameHeader.RST)) {
      stream.end();
    } else if (header.has(FrameHeader.FIN)) {
      stream.remoteClosed();
    }
  }

  /** Takes a new stream; false if the frame needs no more attention. */
  private boolean accept(FrameHeader header) {
    long id = header.streamId();
    boolean remoteParity = (id % 2 == 0) == dialer;
    if (id == 0 || !remoteParity || id <= lastRemoteId) {
      fail(GoAwayReason.PROTOCOL_ERROR, "new stream with id " + id);
      return false;
    }
    if (header.type() == FrameHeader.DATA && header.length() > YamuxLimits.INITIAL_WINDOW) {
      fail(GoAwayReason.PROTOCOL_ERROR, "first frame longer than the window");
      return false;
    }
    lastRemoteId = id;
    if (goingAway || inbound >= limits.maxStreams()) {
      if (header.type() == FrameHeader.WINDOW_UPDATE) {
        sendControl(reset(id));
      }
      return true; // A data frame's bytes are skipped and answered with a reset.
    }
    YamuxStream stream = new YamuxStream(this, id, lastReadNanos);
    stream.acknowledge();
    inbound++;
    streams.put(id, stream);
    sendControl(FrameHeader.of(FrameHeader.WINDOW_UPDATE, FrameHeader.ACK, id, 0));
    stream.attach(acceptor.apply(stream));
    return true;
  }

  private boolean mayHaveExisted(long id) {
    boolean remoteParity = (id % 2 == 0) == dialer;
    return id != 0 && (remoteParity ? id <= lastRemoteId : id < nextId);
  }

  private void ping(FrameHeader header) {
    if (header.has(FrameHeader.SYN)) {
      sendControl(FrameHeader.of(FrameHeader.PING, FrameHeader.ACK, 0, header.length()));
    }
    if (header.has(FrameHeader.ACK)) {
      roundTrip.answered(header.length(), lastReadNanos);
    }
  }

  private void sendPing() {
    long value = roundTrip.start(nanoTime.getAsLong());
    sendControl(FrameHeader.of(FrameHeader.PING, FrameHeader.SYN, 0, value));
  }

  long nanos() {
    return nanoTime.getAsLong();
  }

  /**
   * By how much a stream's window grows whose last half was used up since the given time. Asks for
   * the round trip when it is first of use.
   */
  long growth(long window, long sinceNanos) {
    if (roundTrip.nanos() == 0) {
      if (limits.keepAliveMs() > 0 && !roundTrip.isWaiting()) {
        sendPing();
      }
      return 0;
    }
    boolean slow = nanoTime.getAsLong() - sinceNanos >= FAST_ROUND_TRIPS * roundTrip.nanos();
    long room =
        Math.min(YamuxLimits.MAX_WINDOW - window, YamuxLimits.MAX_EXTRA_WINDOWS - extraWindows);
    long more = slow ? 0 : Math.clamp(window, 0, room);
    extraWindows += more;
    return more;
  }

  private void remoteGoesAway(FrameHeader header) {
    goingAway = true;
    if (header.length() != GoAwayReason.NORMAL.code() || streams.isEmpty()) {
      closeChannel();
    }
  }

  void forget(YamuxStream stream) {
    if (streams.remove(stream.id()) == null) {
      return;
    }
    extraWindows -= stream.extraWindow();
    boolean opened = (stream.id() % 2 == 1) == dialer;
    if (!opened) {
      inbound--;
    } else if (!stream.isAcknowledged()) {
      unacknowledged--;
    }
  }

  void ready(YamuxStream stream) {
    ready.add(stream);
    pump();
  }

  private void pump() {
    ChannelHandlerContext ctx = context;
    if (pumping || ctx == null) {
      return;
    }
    pumping = true;
    try {
      while (!ready.isEmpty() && ctx.channel().isWritable()) {
        YamuxStream stream = ready.poll();
        if (stream.sendOne(nanoTime.getAsLong())) {
          ready.add(stream);
        }
      }
    } finally {
      pumping = false;
    }
    ctx.flush();
  }

  ChannelFuture sendFrame(ByteBuf frame) {
    ChannelHandlerContext ctx = context;
    if (ctx == null) {
      throw new IllegalStateException("a frame before the session is on a channel");
    }
    return ctx.write(frame);
  }

  /** Control frames do not wait for the socket; a peer that lets them pile up is cut off. */
  void sendControl(FrameHeader header) {
    ChannelHandlerContext ctx = context;
    if (ctx == null || failed || !ctx.channel().isActive()) {
      return;
    }
    if (ctx.channel().bytesBeforeWritable() > YamuxLimits.MAX_CONTROL_BACKLOG_BYTES) {
      fail(GoAwayReason.INTERNAL_ERROR, "peer does not read our answers");
    } else {
      writeControl(ctx, header);
    }
  }

  private static void writeControl(ChannelHandlerContext ctx, FrameHeader header) {
    ByteBuf frame = Unpooled.buffer(FrameHeader.BYTES);
    header.write(frame);
    var _ = ctx.writeAndFlush(frame);
  }

  private static FrameHeader reset(long id) {
    return FrameHeader.of(FrameHeader.WINDOW_UPDATE, FrameHeader.RST, id, 0);
  }

  private void fail(GoAwayReason reason, String what) {
    if (!failed) {
      failed = true;
      violated.accept(what);
      goAway(reason);
    }
  }

  private void goAway(GoAwayReason reason) {
    goingAway = true;
    if (context != null && context.channel().isActive()) {
      writeControl(context, FrameHeader.of(FrameHeader.GO_AWAY, 0, 0, reason.code()));
    }
    closeChannel();
  }

  private void closeChannel() {
    if (context != null) {
      var _ = context.close();
    }
  }

  private void scheduleKeepAlive(ChannelHandlerContext ctx) {
    var _ =
        ctx.executor().schedule(() -> keepAlive(ctx), limits.keepAliveMs(), TimeUnit.MILLISECONDS);
  }

  private void keepAlive(ChannelHandlerContext ctx) {
    if (!ctx.channel().isActive()) {
      return;
    }
    long now = nanoTime.getAsLong();
    for (YamuxStream stream : new ArrayList<>(streams.values())) {
      if (stream.isHalfOpenSince(now - TimeUnit.MILLISECONDS.toNanos(limits.halfOpenMs()))) {
        stream.reset();
      }
    }
    long before = lastReadNanos;
    sendPing();
    var _ =
        ctx.executor()
            .schedule(
                () -> {
                  if (lastReadNanos == before && ctx.channel().isActive()) {
                    fail(GoAwayReason.INTERNAL_ERROR, "peer does not answer pings");
                  }
                },
                limits.deadAfterMs(),
                TimeUnit.MILLISECONDS);
    scheduleKeepAlive(ctx);
  }
}
