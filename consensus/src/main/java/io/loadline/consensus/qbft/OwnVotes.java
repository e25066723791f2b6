package io.loadline.consensus.qbft;

/**
 * The highest round of each kind of vote this member has signed; -1 for none. A vote is cast only
 * above it.
 */
public record OwnVotes(int proposal, int prepare, int commit, int roundChange) {
  /** Nothing signed yet. */
  public static final OwnVotes NONE = new OwnVotes(-1, -1, -1, -1);

  OwnVotes withProposal(int round) {
    return new OwnVotes(round, prepare, commit, roundChange);
  }

  OwnVotes withPrepare(int round) {
    return new OwnVotes(proposal, round, commit, roundChange);
  }

  OwnVotes withCommit(int round) {
    return new OwnVotes(proposal, prepare, round, roundChange);
  }

  OwnVotes withRoundChange(int round) {
    return new OwnVotes(proposal, prepare, commit, round);
  }
}
