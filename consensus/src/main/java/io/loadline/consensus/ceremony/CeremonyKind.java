package io.loadline.consensus.ceremony;

/** What a ceremony is for. The codes are signed and never change. */
public enum CeremonyKind {
  /** A committee makes a new group key. */
  GENERATE(1),
  /** A committee hands its key to another committee; the group key stays. */
  RESHARE(2),
  /** The same committee replaces all shares; the group key stays. */
  REFRESH(3),
  /** A committee gives one member its lost share again; nothing else changes. */
  REPAIR(4);

  private final int code;

  CeremonyKind(int code) {
    this.code = code;
  }

  /** The number that stands for this in the session id. */
  public int code() {
    return code;
  }
}
