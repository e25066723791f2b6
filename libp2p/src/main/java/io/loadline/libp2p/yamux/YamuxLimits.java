package io.loadline.libp2p.yamux;

/**
 * Bounds of one session.
 *
 * @param keepAliveMs pause between pings, 0 for none
 * @param deadAfterMs silence after a ping that ends the session
 * @param halfOpenMs idle time after which a stream closed on one side only is reset
 */
public record YamuxLimits(int maxStreams, long keepAliveMs, long deadAfterMs, long halfOpenMs) {
  /** Credit a stream starts with in each direction, fixed by the protocol. */
  static final int INITIAL_WINDOW = 256 * 1024;

  /** A stream's receive window grows up to this while its reader keeps up. */
  static final int MAX_WINDOW = 4 * 1024 * 1024;

  /** What all windows of a session together may grow; bounds what one peer makes us hold. */
  static final long MAX_EXTRA_WINDOWS = 16L * 1024 * 1024;

  /** A longer frame for a stream that is gone ends the session instead of being skipped. */
  static final int MAX_SKIPPED_BYTES = 16 * 1024 * 1024;

  /** Longest data frame sent; small enough that streams take turns. */
  static final int MAX_DATA_BYTES = 32 * 1024;

  /** Streams opened here that the peer has not acknowledged. */
  static final int MAX_UNACKNOWLEDGED = 256;

  /** Answers that wait because the peer does not read; more end the session. */
  static final int MAX_CONTROL_BACKLOG_BYTES = 1024 * 1024;
}
