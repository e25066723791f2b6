package io.loadline.consensus.ceremony;

/** Why a ceremony ended without a result. The next attempt is another session. */
public enum AbortReason {
  /** Fewer valid announcements than a sharing needs. Decided by the holders. */
  TOO_FEW_ANNOUNCED(1),
  /** Fewer valid dealings than a sharing needs. Decided by the holders. */
  TOO_FEW_DEALT(2),
  /** Fewer dealers are left after the complaints than a sharing needs. Decided by the holders. */
  TOO_FEW_QUALIFIED(3),
  /** The key, a coefficient or a public share came out as a value that cannot serve; chance. */
  UNUSABLE_KEY(4),
  /** The others did not get on in all the time this member waits; this member only. */
  TIMED_OUT(5),
  /** Somebody else signs with this member's identity key: a clone, or a restored old disk. */
  OWN_KEY_USED_ELSEWHERE(6),
  /** The operator gave the session up; this member only. */
  GIVEN_UP(7);

  private final int code;

  AbortReason(int code) {
    this.code = code;
  }

  /** The number that is stored. */
  int code() {
    return code;
  }
}
