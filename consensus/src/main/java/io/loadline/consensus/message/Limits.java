package io.loadline.consensus.message;

import io.loadline.consensus.Committee;

/** The bounds every message is decoded within. */
public final class Limits {
  /** Version of the wire protocol. */
  public static final int PROTOCOL_VERSION = 1;

  /** Largest message in bytes. */
  public static final int MESSAGE_BYTES = 60 * 1024;

  /** Largest observation body in bytes. */
  public static final int BODY_BYTES = 8 * 1024;

  /** Largest report in bytes. */
  public static final int REPORT_BYTES = 4 * 1024;

  /** Two SEC1 compressed points. */
  public static final int NONCES_BYTES = 66;

  /** One scalar. */
  public static final int SHARE_BYTES = 32;

  /** A compressed point and a scalar. */
  public static final int GROUP_SIGNATURE_BYTES = 65;

  /** Rounds, attempts, sessions and resend counters end here, months away at the slowest timer. */
  public static final int COUNTER = 1 << 20;

  static final int MEMBERS = Committee.MAX_MEMBERS;

  private Limits() {}
}
