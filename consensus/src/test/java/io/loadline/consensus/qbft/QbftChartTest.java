package io.loadline.consensus.qbft;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.message.EvidencePair.Offence;
import org.junit.jupiter.api.Test;

/** QBFT as message charts; member 0 is the node, the leader of round r is told by the committee. */
class QbftChartTest {
  private static final Digest D = Keccak.hash(new byte[] {1});
  private static final Digest E = Keccak.hash(new byte[] {2});

  @Test
  void proposalThatWasComputedIsPrepared() {
    Chart node = Chart.follower(4);
    node.hears(node.proposal(0, D));
    node.asksToCompute();
    node.computes(D);
    node.prepares(0, D);
    node.doesNothingElse();
  }

  @Test
  void thirdPrepareOfFourBroadcastsCommit() {
    Chart node = Chart.prepared(4, D);
    node.hearsPrepare(1, 0, D);
    node.doesNothingElse();
    node.hearsPrepare(2, 0, D);
    node.locks(0, D);
    node.commits(0, D);
    node.doesNothingElse();
  }

  @Test
  void fourthPrepareOfSixIsNeededBecauseThreeAreOnlyHalf() {
    Chart node = Chart.prepared(6, D);
    node.hearsPrepare(1, 0, D);
    node.hearsPrepare(2, 0, D);
    node.doesNothingElse();
    node.hearsPrepare(3, 0, D);
    node.locks(0, D);
    node.commits(0, D);
  }

  @Test
  void thirdCommitOfFourDecides() {
    Chart node = Chart.committed(4, D);
    node.hearsCommit(1, 0, D);
    node.doesNothingElse();
    node.hearsCommit(2, 0, D);
    node.decides(0, D);
    node.doesNothingElse();
  }

  @Test
  void commitsThatOutranEverythingElseDecide() {
    Chart node = Chart.follower(4);
    node.hearsCommit(1, 0, D);
    node.hearsCommit(2, 0, D);
    node.hearsCommit(3, 0, D);
    node.decides(0, D);
  }

  @Test
  void preparesThatOutranTheProposalCount() {
    Chart node = Chart.follower(4);
    node.hearsPrepare(1, 0, D);
    node.hearsPrepare(2, 0, D);
    node.hears(node.proposal(0, D));
    node.asksToCompute();
    node.computes(D);
    node.prepares(0, D);
    node.locks(0, D);
    node.commits(0, D);
  }

  @Test
  void nodeThatComputedAnotherDigestRaisesTheAlarmAndSendsNoVote() {
    Chart node = Chart.follower(4);
    node.hears(node.proposal(0, D));
    node.asksToCompute();
    node.computes(E);
    node.reportsMismatch(D, E);
    node.hearsPrepare(1, 0, D);
    node.hearsPrepare(2, 0, D);
    node.hearsPrepare(3, 0, D);
    node.locks(0, D);
    node.doesNothingElse();
  }

  @Test
  void nodeThatCannotComputeFollowsTheDecision() {
    Chart node = Chart.follower(4);
    node.hears(node.proposal(0, D));
    node.asksToCompute();
    node.hearsDecided(0, D, 1, 2, 3);
    node.decides(0, D);
    node.doesNothingElse();
  }

  @Test
  void decisionOfTooFewIsTheSendersFault() {
    Chart node = Chart.follower(4);
    node.hearsDecided(0, D, 1, 2);
    node.rejects(Fault.TOO_FEW_VOTES);
    node.doesNothingElse();
  }

  @Test
  void expiredRoundSendsRoundChangeWithTheLock() {
    Chart node = Chart.committed(4, D);
    node.timesOut();
    node.enters(1, 1_500);
    node.changesRound(1, D);
  }

  @Test
  void expiredRoundWithoutLockSendsABareRoundChange() {
    Chart node = Chart.follower(4);
    node.timesOut();
    node.enters(1, 1_500);
    node.changesRound(1, null);
    node.doesNothingElse();
  }

  @Test
  void secondRoundChangeOfOthersPullsTheNodeAlong() {
    Chart node = Chart.follower(4);
    node.hearsRoundChange(1, 5);
    node.doesNothingElse();
    node.hearsRoundChange(2, 3);
    node.enters(3, 3_375);
    node.changesRound(3, null);
  }

  @Test
  void oneLiarsHugeRoundMovesNobody() {
    Chart node = Chart.follower(4);
    node.hearsRoundChange(1, 1_000_000);
    node.hearsRoundChange(1, 999_999);
    node.doesNothingElse();
  }

  @Test
  void bareProposalOfALaterRoundIsUnjustified() {
    Chart node = Chart.follower(4);
    node.hears(node.proposal(1, D));
    node.rejects(Fault.UNJUSTIFIED_PROPOSAL);
    node.doesNothingElse();
  }

  @Test
  void justifiedProposalOfALaterRoundIsJoined() {
    Chart node = Chart.follower(4);
    node.hears(node.justified(1, D, node.bareRoundChanges(1, 1, 2, 3), null));
    node.enters(1, 1_500);
    node.asksToCompute();
    node.computes(D);
    node.prepares(1, D);
  }

  @Test
  void twoRoundChangesJustifyNothing() {
    Chart node = Chart.follower(4);
    node.hears(node.justified(1, D, node.bareRoundChanges(1, 1, 2), null));
    node.rejects(Fault.UNJUSTIFIED_PROPOSAL);
  }

  @Test
  void oneMembersRoundChangeTwiceIsNotTwo() {
    Chart node = Chart.follower(4);
    node.hears(node.justified(1, D, node.bareRoundChanges(1, 1, 2, 2), null));
    node.rejects(Fault.UNJUSTIFIED_PROPOSAL);
  }

  @Test
  void proposalMustReturnTheHighestLock() {
    Chart node = Chart.follower(4);
    node.hears(node.justified(1, E, node.roundChangesWithLock(1, D, 1, 2, 3), node.lock(0, D)));
    node.rejects(Fault.UNJUSTIFIED_PROPOSAL);
    node.hears(node.justified(1, E, node.roundChangesWithLock(1, D, 1, 2, 3), null));
    node.rejects(Fault.UNJUSTIFIED_PROPOSAL);
    node.hears(node.returning(1, D, node.roundChangesWithLock(1, D, 1, 2, 3)));
    node.enters(1, 1_500);
  }

  @Test
  void leaderOfALaterRoundReturnsTheLockedValue() {
    Chart node = Chart.leaderOfRoundOne(4);
    node.timesOut();
    node.enters(1, 1_500);
    node.changesRound(1, null);
    node.hearsRoundChangeWithLock(1, 1, D);
    node.hearsRoundChange(2, 1);
    node.asksToCompute();
    node.computes(D);
    node.proposes(1, D);
  }

  @Test
  void leaderNeverProposesALockedValueItCannotCompute() {
    Chart node = Chart.leaderOfRoundOne(4);
    node.timesOut();
    node.enters(1, 1_500);
    node.changesRound(1, null);
    node.hearsRoundChangeWithLock(1, 1, D);
    node.hearsRoundChange(2, 1);
    node.asksToCompute();
    node.computes(E);
    node.doesNothingElse();
  }

  @Test
  void twoProposalsOfOneRoundAreEvidenceAndOnlyTheFirstCounts() {
    Chart node = Chart.follower(4);
    node.hears(node.proposal(0, D));
    node.asksToCompute();
    node.hears(node.proposal(0, E));
    node.provesOffence(Offence.DOUBLE_VOTE, node.leader(0));
    node.rejects(Fault.EQUIVOCATION);
    node.computes(D);
    node.prepares(0, D);
  }

  @Test
  void twoCommitsOfOneMemberAreEvidence() {
    Chart node = Chart.follower(4);
    node.hearsCommit(1, 0, D);
    node.hearsCommit(1, 0, E);
    node.provesOffence(Offence.DOUBLE_VOTE, 1);
    node.rejects(Fault.EQUIVOCATION);
  }

  @Test
  void sameCommitTwiceIsOnlyADuplicate() {
    Chart node = Chart.follower(4);
    node.hearsCommit(1, 0, D);
    node.hearsCommit(1, 0, D);
    node.rejects(Untimely.DUPLICATE);
    node.doesNothingElse();
  }

  @Test
  void roundChangeThatDeniesAnEarlierCommitIsAmnesia() {
    Chart node = Chart.follower(4);
    node.hearsCommit(1, 0, D);
    node.hearsRoundChange(1, 1);
    node.provesOffence(Offence.AMNESIA, 1);
  }

  @Test
  void commitThatALaterRoundChangeDeniedIsAmnesiaInEitherOrder() {
    Chart node = Chart.follower(4);
    node.hearsRoundChange(1, 1);
    node.hearsCommit(1, 0, D);
    node.provesOffence(Offence.AMNESIA, 1);
  }

  @Test
  void roundChangeWithoutProofOfItsLockIsUnjustified() {
    Chart node = Chart.follower(4);
    node.hearsUnprovenLock(1, 1, D);
    node.rejects(Fault.UNJUSTIFIED_ROUND_CHANGE);
    node.doesNothingElse();
  }

  @Test
  void restartedNodeKeepsItsLockAndDoesNotVoteAgain() {
    Chart node = Chart.restarted(4, D);
    node.hearsPrepare(1, 0, D);
    node.hearsPrepare(2, 0, D);
    node.computesKnown(D);
    node.doesNothingElse();
    node.timesOut();
    node.enters(1, 1_500);
    node.changesRound(1, D);
  }

  @Test
  void restartedNodeDoesNotPrepareTheOtherProposalOfARoundItVotedIn() {
    Chart node = Chart.restartedAfterPrepare(4);
    node.hears(node.proposal(0, E));
    node.doesNothingElse();
    node.computesKnown(E);
    node.doesNothingElse();
  }

  @Test
  void lateRoundChangeAfterTheDecisionAsksForAnAnswer() {
    Chart node = Chart.committed(4, D);
    node.hearsCommit(1, 0, D);
    node.hearsCommit(2, 0, D);
    node.decides(0, D);
    node.hearsRoundChange(3, 1);
    node.knowsIsLate(3);
  }
}
