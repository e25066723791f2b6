package io.loadline.consensus;

/** Why a peer's message was not taken. A value to count, never an exception. */
public sealed interface Rejection {
  /** The reason's stable name, for metrics. */
  String name();

  /** Provably wrong by its own bytes: whoever sent or relayed it is at fault. */
  enum Fault implements Rejection {
    TOO_LARGE,
    MALFORMED,
    UNKNOWN_MEMBER,
    BAD_SIGNATURE,
    NOT_THE_LEADER,
    NOT_A_COORDINATOR,
    TOO_FEW_OBSERVATIONS,
    TOO_FEW_VOTES,
    CONTRADICTING_VOTES,
    UNJUSTIFIED_PROPOSAL,
    UNJUSTIFIED_ROUND_CHANGE,
    INVALID_OBSERVATION,
    INVALID_REPORT,
    INVALID_GROUP_SIGNATURE,
    INVALID_SHARE,
    EQUIVOCATION
  }

  /** Not usable here and now; an honest node may have sent or relayed it. */
  enum Untimely implements Rejection {
    OTHER_VERSION,
    OTHER_COMMITTEE,
    OTHER_SESSION,
    HEIGHT_NOT_OPEN,
    ROUND_PASSED,
    ROUND_TOO_FAR,
    DUPLICATE,
    ALREADY_DECIDED,
    NOT_DECIDED,
    NOT_ASKED_FOR,
    LIMIT_REACHED
  }
}
