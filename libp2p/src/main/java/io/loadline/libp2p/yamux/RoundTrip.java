package io.loadline.libp2p.yamux;

/** The value of the ping under way, and the time that the last one took. */
final class RoundTrip {
  private static final long VALUES = 0x8000_0000L;

  private long value;
  private long sentNanos;
  private boolean waiting;
  private long nanos;

  /** Starts a ping and gives its value. */
  long start(long nowNanos) {
    long current = value;
    value = (value + 1) % VALUES;
    sentNanos = nowNanos;
    waiting = true;
    return current;
  }

  /** An answer came; only one to the ping under way counts. */
  void answered(long answer, long nowNanos) {
    if (waiting && answer == (value + VALUES - 1) % VALUES) {
      waiting = false;
      nanos = Math.max(1, nowNanos - sentNanos);
    }
  }

  boolean isWaiting() {
    return waiting;
  }

  /** 0 while unknown. */
  long nanos() {
    return nanos;
  }
}
