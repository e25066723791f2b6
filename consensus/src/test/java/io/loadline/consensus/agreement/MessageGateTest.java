package io.loadline.consensus.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.agreement.MessageGate.HeightWindow;
import io.loadline.consensus.agreement.MessageGate.Verdict;
import io.loadline.consensus.message.FetchObservations;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PrepareVote;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.simulation.SumReports;
import io.loadline.consensus.simulation.TestCommittee;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageGateTest {
  private static final TestCommittee KEYS = TestCommittee.of(4);
  private static final HeightWindow WINDOW = new HeightWindow(5, 7);
  private static final Digest D = Keccak.hash(new byte[] {1});

  private final MessageCodec codec = new MessageCodec(KEYS.committee().digest());
  private final MessageGate gate = new MessageGate(KEYS.verifier());

  @Test
  void wellSignedVoteOfAWantedHeightPasses() {
    Prepare message = new Prepare(voter(2).prepare(5, 0, D), 0);
    assertThat(judge(message)).isEqualTo(new Verdict.Accept(message));
  }

  @Test
  void voteInAnotherMembersNameIsRejected() {
    PrepareVote vote = voter(2).prepare(5, 0, D);
    Prepare stolen = new Prepare(new PrepareVote(5, 0, 1, D, vote.signature()), 0);
    assertThat(judge(stolen)).isEqualTo(new Verdict.Reject(Fault.BAD_SIGNATURE));
  }

  @Test
  void voteForAnotherDigestThanWasSignedIsRejected() {
    PrepareVote vote = voter(2).prepare(5, 0, D);
    Prepare changed =
        new Prepare(new PrepareVote(5, 0, 2, Keccak.hash(D.bytes()), vote.signature()), 0);
    assertThat(judge(changed)).isEqualTo(new Verdict.Reject(Fault.BAD_SIGNATURE));
  }

  @Test
  void memberOutsideTheCommitteeIsRejected() {
    PrepareVote vote = voter(2).prepare(5, 0, D);
    Prepare foreign = new Prepare(new PrepareVote(5, 0, 9, D, vote.signature()), 0);
    assertThat(judge(foreign)).isEqualTo(new Verdict.Reject(Fault.UNKNOWN_MEMBER));
  }

  @Test
  void otherHeightsAreIgnoredWithoutBlame() {
    for (long height : new long[] {4, 8}) {
      assertThat(judge(new Prepare(voter(2).prepare(height, 0, D), 0)))
          .isEqualTo(new Verdict.Ignore(Untimely.HEIGHT_NOT_OPEN));
    }
  }

  @Test
  void proposalOfAnyoneButTheLeaderIsRejected() {
    int other = (KEYS.committee().leader(5, 0) + 1) % 4;
    var vote = voter(other).proposal(5, 0, D, new ObservationList(0, List.of()));
    assertThat(judge(new Proposal(vote, null, 0)))
        .isEqualTo(new Verdict.Reject(Fault.NOT_THE_LEADER));
  }

  @Test
  void observationBodyThatTheModelRefusesIsRejected() {
    var vote = voter(2).observation(5, 0, SumReports.body(5, 1, 3));
    assertThat(judge(new SignedObservation(vote, 0)))
        .isEqualTo(new Verdict.Reject(Fault.INVALID_OBSERVATION));
  }

  @Test
  void unsignedFetchIsRejected() {
    var fetch = new FetchObservations(5, 0, D, 2, List.of(), Voter.UNSIGNED, 0);
    assertThat(judge(fetch)).isEqualTo(new Verdict.Reject(Fault.BAD_SIGNATURE));
    assertThat(judge(voter(2).signed(fetch))).isInstanceOf(Verdict.Accept.class);
  }

  @Test
  void noiseIsRejected() {
    assertThat(gate.judge(new byte[] {1, 2, 3}, WINDOW))
        .isEqualTo(new Verdict.Reject(Fault.MALFORMED));
  }

  private Verdict judge(WireMessage message) {
    return gate.judge(codec.encode(message), WINDOW);
  }

  private static Voter voter(int member) {
    return new Voter(KEYS.committee(), member, KEYS.signers().get(member));
  }
}
