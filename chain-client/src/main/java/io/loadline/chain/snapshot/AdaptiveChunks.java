package io.loadline.chain.snapshot;

import io.loadline.chain.rpc.RpcException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much to ask for at once: halved when an endpoint refuses or chokes, doubled when a full chunk
 * went well. The size changes what is sent, never what is read.
 */
final class AdaptiveChunks {

  /** Reads the half-open range. */
  @FunctionalInterface
  interface RangeRead {
    void read(long from, long to) throws RpcException;
  }

  private final AtomicLong size;
  private final long most;

  AdaptiveChunks(long first, long most) {
    this.size = new AtomicLong(first);
    this.most = most;
  }

  long size() {
    return size.get();
  }

  /** Reads {@code [from, to)} in rising pieces. */
  void readAll(long from, long to, RangeRead read) throws RpcException {
    long next = from;
    while (next < to) {
      long chunk = size.get();
      long end = Math.min(to, next + chunk);
      try {
        read.read(next, end);
        if (end - next == chunk) {
          size.compareAndSet(chunk, Math.min(most, 2 * chunk));
        }
        next = end;
      } catch (RpcException.TooLarge | RpcException.ErrorReply e) {
        if (end - next == 1) {
          throw e;
        }
        size.set((end - next + 1) / 2);
      } catch (RpcException.TimedOut e) {
        // The endpoint backs off now; the next attempt at this snapshot asks for less.
        size.compareAndSet(chunk, Math.max(1, chunk / 2));
        throw e;
      }
    }
  }
}
