package io.loadline.consensus.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.Rejection.Untimely;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
  private static final Digest COMMITTEE = Keccak.hash(new byte[] {7});
  private static final MessageCodec CODEC = new MessageCodec(COMMITTEE);
  private static final SplittableRandom RANDOM = new SplittableRandom(1);

  /** One of each kind, at the largest committee and with every optional part. */
  static Stream<WireMessage> messages() {
    NonceOffer offer = new NonceOffer(5, 2, digest(), 63, 1, 0, bytes(66), signature(), 0);
    return Stream.of(
        new SignedObservation(observation(Limits.BODY_BYTES), 3),
        new Proposal(proposal(2), new Justification(roundChanges(), prepared()), 0),
        new Proposal(proposal(0), null, 1),
        new Prepare(new PrepareVote(5, 2, 63, digest(), signature()), 0),
        new Commit(new CommitVote(5, 2, 63, digest(), signature()), offer, 2),
        new RoundChange(
            new RoundChangeVote(5, 2, 9, new PreparedValue(1, digest()), signature()),
            prepared(),
            0),
        new RoundChange(new RoundChangeVote(5, 2, 9, null, signature()), null, 0),
        new Decided(certificate(), proposal(2), 0),
        new Decided(certificate(), null, 0),
        new NonceRequest(5, 2, digest(), 3, 4, signature(), 0),
        offer.withResend(9),
        new SignRequest(5, 2, digest(), 3, 0, 1, sessionNonces(), signature(), 0),
        new SignShare(5, 2, digest(), 3, 1, 0, 1, bytes(32), bytes(66), signature(), 0),
        new FetchObservations(5, 2, digest(), 3, refs(), signature(), 0),
        new RecallRequest(5, 0, digest(), 3, signature(), 1),
        new RecallAnswer(5, 2, digest(), 3, 63, digest(), signature(), signature(), 1),
        new SignedReport(5, digest(), bytes(Limits.REPORT_BYTES), certificate(), bytes(65), 1));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void comesBackAsItWas(WireMessage message) {
    byte[] bytes = CODEC.encode(message);
    assertThat(CODEC.decode(bytes)).isEqualTo(new Decoding.Decoded(message));
    assertThat(bytes.length).isLessThanOrEqualTo(Limits.MESSAGE_BYTES);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void anyChangedByteGivesAnotherMessageOrNone(WireMessage message) {
    byte[] bytes = CODEC.encode(message);
    int step = Math.max(1, bytes.length / 500);
    for (int at = 0; at < bytes.length; at += step) {
      byte[] changed = bytes.clone();
      changed[at] ^= (byte) (1 << RANDOM.nextInt(8));
      if (CODEC.decode(changed) instanceof Decoding.Decoded(var other)) {
        assertThat(other).as("byte %d", at).isNotEqualTo(message);
        assertThat(CODEC.encode(other)).isEqualTo(changed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void cutOrLengthenedBytesAreMalformed(WireMessage message) {
    byte[] bytes = CODEC.encode(message);
    for (int length = 0; length < bytes.length; length += Math.max(1, bytes.length / 200)) {
      assertRefused(Arrays.copyOf(bytes, length), Fault.MALFORMED);
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), Fault.MALFORMED);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void repeatedMessageHasFreshBytesButTheSameSignedPart(WireMessage message) {
    WireMessage again = message.withResend(message.resend() + 1);
    assertThat(CODEC.encode(again)).isNotEqualTo(CODEC.encode(message));
    if (message instanceof SigningMessage before && again instanceof SigningMessage after) {
      assertThat(MessageCodec.payload(after)).isEqualTo(MessageCodec.payload(before));
    }
  }

  @Test
  void randomBytesAreNeverMoreThanRefused() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[RANDOM.nextInt(200)];
      RANDOM.nextBytes(bytes);
      assertThat(CODEC.decode(bytes)).isInstanceOf(Decoding.Refused.class);
    }
  }

  @Test
  void moreThanTheLargestMessageIsRefusedUnread() {
    assertRefused(new byte[Limits.MESSAGE_BYTES + 1], Fault.TOO_LARGE);
  }

  @Test
  void bodyOverItsBoundIsMalformed() {
    assertRefused(
        CODEC.encode(new SignedObservation(observation(Limits.BODY_BYTES + 1), 0)),
        Fault.MALFORMED);
  }

  @Test
  void reportOverItsBoundIsMalformed() {
    var report =
        new SignedReport(5, digest(), bytes(Limits.REPORT_BYTES + 1), certificate(), bytes(65), 0);
    assertRefused(CODEC.encode(report), Fault.MALFORMED);
  }

  @Test
  void doubledMemberInACertificateIsMalformed() {
    MemberSignature vote = new MemberSignature(3, signature());
    Certificate doubled = new Certificate(5, 2, digest(), List.of(vote, vote));
    assertRefused(CODEC.encode(new Decided(doubled, null, 0)), Fault.MALFORMED);
  }

  @Test
  void memberBeyondTheLargestCommitteeIsMalformed() {
    var vote = new PrepareVote(5, 2, 64, digest(), signature());
    assertRefused(CODEC.encode(new Prepare(vote, 0)), Fault.MALFORMED);
  }

  @Test
  void longVarintIsASecondEncodingAndRefused() {
    byte[] bytes = CODEC.encode(new Prepare(new PrepareVote(5, 2, 3, digest(), signature()), 0));
    byte[] longer = new byte[bytes.length + 1];
    longer[0] = bytes[0];
    longer[1] = (byte) (bytes[1] | 0x80); // Version 1 in two bytes.
    System.arraycopy(bytes, 2, longer, 3, bytes.length - 2);
    assertRefused(longer, Fault.MALFORMED);
  }

  @Test
  void otherVersionsAndCommitteesAreNobodysFault() {
    byte[] bytes = CODEC.encode(new Prepare(new PrepareVote(5, 2, 3, digest(), signature()), 0));
    byte[] version = bytes.clone();
    version[1] = 2;
    assertRefused(version, Untimely.OTHER_VERSION);
    byte[] committee = bytes.clone();
    committee[10] ^= 1;
    assertRefused(committee, Untimely.OTHER_COMMITTEE);
  }

  private static void assertRefused(byte[] bytes, Rejection reason) {
    assertThat(CODEC.decode(bytes)).isEqualTo(new Decoding.Refused(reason));
  }

  private static ObservationVote observation(int size) {
    return new ObservationVote(5, 2, 63, bytes(size), signature());
  }

  private static ProposalVote proposal(int round) {
    return new ProposalVote(5, round, 9, digest(), new ObservationList(round, refs()), signature());
  }

  private static List<ObservationRef> refs() {
    List<ObservationRef> refs = new ArrayList<>();
    for (int member = 0; member < 64; member++) {
      refs.add(new ObservationRef(member, digest()));
    }
    return refs;
  }

  private static List<RoundChangeVote> roundChanges() {
    List<RoundChangeVote> votes = new ArrayList<>();
    for (int member = 0; member < 64; member++) {
      PreparedValue prepared = member % 2 == 0 ? new PreparedValue(1, digest()) : null;
      votes.add(new RoundChangeVote(5, 2, member, prepared, signature()));
    }
    return votes;
  }

  private static List<SessionNonces> sessionNonces() {
    List<SessionNonces> signers = new ArrayList<>();
    for (int member = 0; member < 64; member++) {
      signers.add(new SessionNonces(member, bytes(66)));
    }
    return signers;
  }

  private static Certificate certificate() {
    List<MemberSignature> votes = new ArrayList<>();
    for (int member = 0; member < 64; member++) {
      votes.add(new MemberSignature(member, signature()));
    }
    return new Certificate(5, 2, digest(), votes);
  }

  private static PreparedCertificate prepared() {
    return new PreparedCertificate(certificate(), proposal(1));
  }

  private static RecoverableSignature signature() {
    return RecoverableSignature.of(bytes(65).toArray());
  }

  private static Digest digest() {
    return Digest.of(bytes(32).toArray());
  }

  private static Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
