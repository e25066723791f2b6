package io.loadline.consensus.message;

/** The kinds of vote an identity key may sign at most once per (committee, height, round). */
public enum VoteKind {
  OBSERVATION,
  PROPOSAL,
  PREPARE,
  COMMIT,
  ROUND_CHANGE
}
