package io.loadline.libp2p.yamux;

import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One stream of a session. Everything here runs on the connection's network thread. */
public final class YamuxStream {
  private final YamuxSession session;
  private final long id;
  private final ArrayDeque<PendingWrite> pending = new ArrayDeque<>();
  private @Nullable StreamEvents events;
  private long sendCredit = YamuxLimits.INITIAL_WINDOW;
  private long receiveCredit = YamuxLimits.INITIAL_WINDOW;
  private long receiveWindow = YamuxLimits.INITIAL_WINDOW;
  private long returnedNanos;
  private long unreturned;
  private boolean queued;
  private boolean closeRequested;
  private boolean finSent;
  private boolean finReceived;
  private boolean ended;
  private boolean acknowledged;
  private long lastActivityNanos;

  private static final class PendingWrite {
    private final byte[] bytes;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int sent;

    private PendingWrite(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  YamuxStream(YamuxSession session, long id, long nowNanos) {
    this.session = session;
    this.id = id;
    this.lastActivityNanos = nowNanos;
    this.returnedNanos = nowNanos;
  }

  long id() {
    return id;
  }

  void attach(StreamEvents streamEvents) {
    this.events = streamEvents;
    if (ended) {
      streamEvents.ended();
    }
  }

  /** Completes when the last byte is handed to the socket. */
  public CompletableFuture<Void> write(byte[] bytes) {
    if (ended || closeRequested) {
      return CompletableFuture.failedFuture(new IOException("stream is closed"));
    }
    PendingWrite write = new PendingWrite(bytes);
    pending.add(write);
    enqueue();
    return write.done;
  }

  public void closeWrite() {
    if (!ended && !closeRequested) {
      closeRequested = true;
      enqueue();
    }
  }

  public void reset() {
    if (!ended) {
      session.sendControl(FrameHeader.of(FrameHeader.WINDOW_UPDATE, FrameHeader.RST, id, 0));
      end();
    }
  }

  /**
   * Gives credit back; sent to the peer once half a window has come together. A window that is used
   * up faster than the way there and back allows is doubled.
   */
  public void consumed(int bytes) {
    unreturned += bytes;
    if (ended || finReceived || unreturned < receiveWindow / 2) {
      return;
    }
    long more = session.growth(receiveWindow, returnedNanos);
    receiveWindow += more;
    returnedNanos = session.nanos();
    session.sendControl(FrameHeader.of(FrameHeader.WINDOW_UPDATE, 0, id, unreturned + more));
    receiveCredit += unreturned + more;
    unreturned = 0;
  }

  /** Bytes by which the window has grown. */
  long extraWindow() {
    return receiveWindow - YamuxLimits.INITIAL_WINDOW;
  }

  boolean acknowledge() {
    boolean first = !acknowledged;
    acknowledged = true;
    return first;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  /** Takes more credit; false if the sum does not fit 32 bits. */
  boolean credit(long delta) {
    sendCredit += delta;
    if (delta > 0 && hasSomethingToSend()) {
      enqueue();
    }
    return sendCredit <= 0xffff_ffffL;
  }

  /** Whether the peer may send that many bytes more. */
  boolean allows(long bytes) {
    return bytes <= receiveCredit;
  }

  void received(byte[] bytes, long nowNanos) {
    lastActivityNanos = nowNanos;
    receiveCredit -= bytes.length;
    if (!ended && !finReceived && events != null) {
      events.data(bytes);
    }
  }

  void remoteClosed() {
    if (!ended && !finReceived) {
      finReceived = true;
      if (events != null) {
        events.remoteClosed();
      }
      endIfClosed();
    }
  }

  void end() {
    if (ended) {
      return;
    }
    ended = true;
    session.forget(this);
    IOException cause = new IOException("stream ended before the bytes were sent");
    while (!pending.isEmpty()) {
      pending.poll().done.completeExceptionally(cause);
    }
    if (events != null) {
      events.ended();
    }
  }

  boolean isHalfOpenSince(long nanos) {
    return (finReceived || finSent) && lastActivityNanos - nanos < 0;
  }

  private boolean hasSomethingToSend() {
    return !pending.isEmpty() || (closeRequested && !finSent);
  }

  private void enqueue() {
    if (!queued) {
      queued = true;
      session.ready(this);
    }
  }

  /** Sends one frame if there is something to send and credit for it; true if more is ready. */
  boolean sendOne(long nowNanos) {
    queued = false;
    if (ended) {
      return false;
    }
    lastActivityNanos = nowNanos;
    PendingWrite write = pending.peek();
    if (write != null) {
      int left = write.bytes.length - write.sent;
      int length = (int) Math.min(Math.min(left, sendCredit), YamuxLimits.MAX_DATA_BYTES);
      if (length == 0 && left > 0) {
        return false; // Waits for credit.
      }
      sendData(write, length);
    }
    if (pending.isEmpty() && closeRequested && !finSent) {
      finSent = true;
      session.sendControl(FrameHeader.of(FrameHeader.WINDOW_UPDATE, FrameHeader.FIN, id, 0));
      endIfClosed();
      return false;
    }
    if (!pending.isEmpty()) {
      queued = true;
      return true;
    }
    return false;
  }

  private void sendData(PendingWrite write, int length) {
    ByteBuf frame = Unpooled.buffer(FrameHeader.BYTES + length);
    FrameHeader.of(FrameHeader.DATA, 0, id, length).write(frame);
    frame.writeBytes(write.bytes, write.sent, length);
    sendCredit -= length;
    write.sent += length;
    boolean last = write.sent == write.bytes.length;
    if (last) {
      pending.remove();
    }
    session
        .sendFrame(frame)
        .addListener(written -> {
          if (!written.isSuccess()) {
            write.done.completeExceptionally(written.cause());
          } else if (last) {
            write.done.complete(null);
          }
        });
  }

  private void endIfClosed() {
    if (finSent && finReceived) {
      end();
    }
  }
}
