package io.loadline.consensus.ceremony;

/** How far a member is. The codes are stored. */
public enum Phase {
  /** Nothing done yet. */
  NEW(0),
  /** Announcements are gathered and decided. */
  ANNOUNCING(1),
  /** Dealings are gathered and decided. */
  DEALING(2),
  /** Complaints are gathered and decided. */
  COMPLAINING(3),
  /** The member being repaired gathers its share. */
  OPENING(4),
  /** The new share is on its way to the disk. */
  STORING(5),
  /** Confirmations and the test signature are gathered. */
  CONFIRMING(6),
  /** The ceremony succeeded. */
  COMPLETED(7),
  /** The ceremony ended without a result, here at least. */
  ABORTED(8);

  private final int code;

  Phase(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Whether nothing more happens. */
  public boolean isOver() {
    return this == COMPLETED || this == ABORTED;
  }
}
