package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.Keccak;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.ceremony.CeremonyGate.Verdict;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.CeremonyMessage.TestSigning;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.Polynomial;
import io.loadline.consensus.frost.PolynomialCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.roast.RoastMessage;
import io.loadline.consensus.roast.SigningSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What went wrong in other people's ceremonies, tried here. The numbers are those of docs/keys.md;
 * 10 and 14 concern signing alone and stand with FROST's tests.
 */
final class CeremonyPitfallTest {
  private static final CeremonyPlan PLAN = Operators.generation(4);

  @Test
  void pitfall1ARestoredMemberDoesNotSignWithNoncesOfItsFormerLife() {
    Table table = Table.generation(4);
    table.lost = message -> message.message().kind() == MessageKind.COMPLETION;
    table.run();
    SignedMessage request =
        table.heard.stream()
            .filter(m -> m.message() instanceof TestSigning(RoastMessage.SignRequest _))
            .findFirst()
            .orElseThrow();
    int signer =
        ((RoastMessage.SignRequest) ((TestSigning) request.message()).message())
            .signers().stream()
                .map(entry -> entry.signer().member())
                .filter(member -> member != request.author())
                .findFirst()
                .orElseThrow();
    // The disk of before the signature, as a snapshot of the machine would bring it back.
    SecretBytes snapshot =
        table.effects(signer, CeremonyEffect.Persist.class).stream()
            .map(CeremonyEffect.Persist::state)
            .filter(state ->
                CeremonyState.decode(PLAN.session(), signer, state).orElseThrow().phase
                    == Phase.CONFIRMING)
            .findFirst()
            .orElseThrow();
    table.machines.set(signer, resume(table, signer, snapshot));
    table.on(signer, new CeremonyEvent.Started());
    table.heard.stream()
        .filter(m -> m.message().kind() == MessageKind.CONFIRMATION && m.author() != signer)
        .forEach(m -> table.on(signer, new CeremonyEvent.Received(m)));
    List<CeremonyEffect> answer = table.on(signer, new CeremonyEvent.Received(request));
    assertThat(answer).noneMatch(effect -> effect instanceof CeremonyEffect.Send);
    assertThat(answer).anyMatch(effect -> effect instanceof CeremonyEffect.Rejected);
  }

  @Test
  void pitfall2ProofsAndPolynomialsAreFreshAndBoundToWhatTheyAreFor() {
    Scalar secret = Scalar.of(41);
    byte[] here = Announced.proofContext(PLAN.session(), 1);
    byte[] there = Announced.proofContext(PLAN.session(), 2);
    SplittableRandom random = new SplittableRandom(1);
    assertThat(KnowledgeProof.prove(secret, here, random::nextBytes).commitment())
        .isNotEqualTo(KnowledgeProof.prove(secret, here, random::nextBytes).commitment());
    // Even a source that repeats itself never gives one nonce for two challenges.
    assertThat(KnowledgeProof.prove(secret, here, _ -> {}).commitment())
        .isNotEqualTo(KnowledgeProof.prove(secret, there, _ -> {}).commitment());
    Table one = Table.generation(4).runUntil(Phase.ANNOUNCING);
    assertThat(commitments(one, 0)).isNotEqualTo(commitments(one, 1));
  }

  @Test
  void pitfall3WordsThatAnotherProcessSignedWithOurKeyEndTheCeremonyHere() {
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING);
    Announcement other = announcement(PLAN, 1, 3, 99);
    List<CeremonyEffect> effects = table.on(1, new CeremonyEvent.Received(table.sign(1, other)));
    assertThat(effects)
        .contains(new CeremonyEffect.Aborted(AbortReason.OWN_KEY_USED_ELSEWHERE, List.of()));
    assertThat(table.machines.get(1).phase()).isEqualTo(Phase.ABORTED);
  }

  @Test
  void pitfall3TwoProcessesOnOneDiskStateSayTheSame() {
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING);
    SecretBytes disk = table.machines.get(2).state();
    CeremonyMachine clone = resume(table, 2, disk);
    List<SignedMessage> said = broadcasts(clone.on(new CeremonyEvent.Started(), 0));
    assertThat(said)
        .extracting(SignedMessage::content)
        .containsExactly(table.said(2, MessageKind.ANNOUNCEMENT).content());
    table.run();
    // Each of the two deals the same polynomial under the same keys: the same bytes.
    table.heard.stream()
        .filter(m -> m.author() != 2)
        .forEach(m -> clone.on(new CeremonyEvent.Received(m), 0));
    View all = new View();
    table.heard.stream()
        .filter(m -> m.message().kind() == MessageKind.ANNOUNCEMENT)
        .forEach(m -> all.add(m.author(), m.content()));
    List<SignedMessage> dealt =
        broadcasts(
            clone.on(
                new CeremonyEvent.Decided(
                    Stage.ANNOUNCEMENTS, List.of(all.encode(), all.encode(), all.encode())),
                0));
    assertThat(dealt)
        .extracting(SignedMessage::content)
        .contains(table.said(2, MessageKind.DEALING).content());
  }

  @Test
  void pitfall4ADealerCannotRaiseOrLowerTheThreshold() {
    for (int count : new int[] {1, 2, 4}) {
      assertThat(faultOf(announcement(PLAN, 1, count, 5)))
          .as("%d commitments", count)
          .isEqualTo(Culprit.Fault.COMMITMENT_COUNT);
    }
    assertThat(faultOf(announcement(PLAN, 1, 3, 5))).isNull();
  }

  @Test
  void pitfall5TheIdentityAndPointsOffTheCurveAreNotDecoded() {
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING);
    byte[] bytes = table.gate.encode(table.said(1, MessageKind.ANNOUNCEMENT), 0);
    int ephemeral = indexOf(bytes, announcement(table, 1).ephemeral().toBytes());
    int commitment = indexOf(bytes, commitments(table, 1).points().get(2).toBytes());
    for (int at : new int[] {ephemeral, commitment}) {
      byte[] identity = bytes.clone();
      Arrays.fill(identity, at, at + 33, (byte) 0);
      assertThat(table.gate.judge(identity)).isEqualTo(new Verdict.Reject(Fault.MALFORMED));
      byte[] beyond = bytes.clone();
      Arrays.fill(beyond, at + 1, at + 33, (byte) 0xff); // x is not below p.
      assertThat(table.gate.judge(beyond)).isEqualTo(new Verdict.Reject(Fault.MALFORMED));
    }
  }

  @Test
  void pitfall6PlacesAreOneToNEachOnce() {
    assertThat(PLAN.receivers()).hasSize(4);
    for (int participant = 0; participant < 4; participant++) {
      assertThat(PLAN.receiver(participant)).isEqualTo(new Identifier(participant + 1));
    }
    var twice = new ArrayList<>(PLAN.receivers());
    twice.set(3, twice.getFirst());
    assertThatThrownBy(() -> CeremonyPlan.generate(Operators.NETWORK, 3, twice, 0))
        .isInstanceOf(IllegalArgumentException.class);
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING);
    SignedMessage stranger =
        new CeremonySignatures(Operators.generation(7))
            .sign(5, table.said(1, MessageKind.ANNOUNCEMENT).message(), table.signers.get(1));
    assertThat(table.gate.judge(table.gate.encode(stranger, 0)))
        .isEqualTo(new Verdict.Reject(Fault.UNKNOWN_MEMBER));
  }

  @Test
  void pitfall7NobodySpeaksInAnothersName() {
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING);
    SignedMessage posed =
        new CeremonySignatures(PLAN)
            .sign(2, announcement(PLAN, 2, 3, 8), table.signers.get(1)); // Signed by 1 as 2.
    assertThat(table.gate.judge(table.gate.encode(posed, 0)))
        .isEqualTo(new Verdict.Reject(Fault.BAD_SIGNATURE));
  }

  @Test
  void pitfall8AProofOfPossessionServesNoOtherSessionAndNoOtherMember() {
    CeremonyPlan next = CeremonyPlan.generate(Operators.NETWORK, 3, PLAN.receivers(), 1);
    assertThat(next.session()).isNotEqualTo(PLAN.session());
    assertThat(faultOf(announcement(next, 1, 3, 5))).isEqualTo(Culprit.Fault.WRONG_PROOF);
    assertThat(faultOf(announcement(PLAN, 2, 3, 5))).isEqualTo(Culprit.Fault.WRONG_PROOF);
  }

  @Test
  void pitfall8TwoDealersWithOneSecretAreBothOut() {
    Announcement one = announcement(PLAN, 1, 3, 5);
    Announcement two = announcement(PLAN, 2, 3, 5);
    Outcome<Announced> outcome = judge(Map.of(1, one, 2, two));
    assertThat(outcome.culprits())
        .contains(
            new Culprit(PLAN.participants().get(1), Culprit.Fault.SAME_SECRET),
            new Culprit(PLAN.participants().get(2), Culprit.Fault.SAME_SECRET));
  }

  @Test
  void pitfall9AStoredStateServesItsOwnSessionAndMemberOnly() {
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING);
    SecretBytes state = table.machines.get(1).state();
    CeremonyPlan next = CeremonyPlan.generate(Operators.NETWORK, 3, PLAN.receivers(), 1);
    assertThat(
            CeremonyMachine.resume(
                next, CeremonySimulation.TIMES, table.signers.get(1), table.randomness(), state))
        .isEmpty();
    assertThat(
            CeremonyMachine.resume(
                PLAN, CeremonySimulation.TIMES, table.signers.get(2), table.randomness(), state))
        .isEmpty();
    assertThat(resume(table, 1, state).phase()).isEqualTo(Phase.ANNOUNCING);
  }

  @Test
  void pitfall11TheTestSignatureIsNoSigningOracle() {
    Table table = Table.generation(4);
    table.lost = message -> message.message().kind() == MessageKind.COMPLETION;
    table.run();
    SigningSubject report = new SigningSubject(0, 0, Keccak.hash(new byte[] {1}));
    List<CeremonyEffect> effects =
        table.on(
            2,
            new CeremonyEvent.Received(
                table.sign(0, new TestSigning(new RoastMessage.NonceRequest(report, 9)))));
    assertThat(effects).noneMatch(effect -> effect instanceof CeremonyEffect.Send);
  }

  @Test
  void pitfall12ScalarsAtOrAboveTheOrderAreRefusedNotReduced() {
    byte[] order =
        HexFormat.of().parseHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING);
    byte[] bytes = table.gate.encode(table.said(1, MessageKind.ANNOUNCEMENT), 0);
    byte[] response = Objects.requireNonNull(announcement(table, 1).proof()).response().toBytes();
    System.arraycopy(order, 0, bytes, indexOf(bytes, response), 32);
    assertThat(table.gate.judge(bytes)).isEqualTo(new Verdict.Reject(Fault.MALFORMED));
    byte[] high = order.clone();
    assertThat(Scalar.parse(high)).isEmpty();
    assertThat(Polynomial.parse(high)).isEmpty();
    assertThat(Polynomial.parse(new byte[32])).as("a zero coefficient").isEmpty();
  }

  @Test
  void pitfall13ScalarsWithLeadingZerosKeepTheirLength() {
    Point key = Point.generatorTimes(Scalar.of(3));
    PairCipher cipher = new PairCipher(PLAN.session(), PairCipher.Purpose.SHARE, 0, 1);
    for (long small : new long[] {1, 255, 256, 0x7fffffffffffffffL}) {
      byte[] sealed = cipher.encrypt(key, Scalar.of(small));
      assertThat(sealed).hasSize(PairCipher.LENGTH);
      assertThat(cipher.decrypt(key, sealed)).contains(Scalar.of(small));
    }
    Polynomial polynomial = Polynomial.random(Scalar.of(1), 3, new SplittableRandom(1)::nextBytes);
    assertThat(polynomial.secretBytes()).hasSize(96);
    assertThat(Polynomial.parse(polynomial.secretBytes()).orElseThrow().constant())
        .isEqualTo(Scalar.ONE);
  }

  @Test
  void pitfall15TheTestSignatureSignsThirtyTwoBytesThatNameTheSessionAndTheCommittee() {
    Table table = Table.generation(4).run();
    CeremonyResult result = table.effects(1, CeremonyEffect.Completed.class).getFirst().result();
    var completion = (CeremonyMessage.Completion) result.completion().message();
    byte[] message =
        new CeremonySignatures(PLAN).test(result.committee().digest(), result.transcript()).bytes();
    assertThat(message).hasSize(32);
    GroupSignature signature = Objects.requireNonNull(completion.signature());
    assertThat(signature.verify(result.group().key(), message)).isTrue();
    byte[] elsewhere =
        new CeremonySignatures(CeremonyPlan.generate(Operators.NETWORK, 3, PLAN.receivers(), 1))
            .test(result.committee().digest(), result.transcript())
            .bytes();
    assertThat(signature.verify(result.group().key(), elsewhere)).isFalse();
  }

  @Test
  void pitfall16WhoFailsInTheLastPhaseIsNotCountedOn() {
    Table table = Table.generation(4);
    table.diskFails = member -> member == 2;
    table.run();
    CeremonyResult result = table.effects(0, CeremonyEffect.Completed.class).getFirst().result();
    assertThat(result.confirmed()).hasSize(3).doesNotContain(PLAN.participants().get(2));
    assertThat(result.without()).containsExactly(PLAN.participants().get(2));
    assertThat(table.heard)
        .noneMatch(m -> m.author() == 2 && m.message().kind() == MessageKind.CONFIRMATION);
  }

  @Test
  void pitfalls17And18PhasesLastLongerTheMoreTakePart() {
    CeremonyTimes times = CeremonyTimes.DEFAULT;
    assertThat(times.phaseMs(4)).isEqualTo(68_000);
    assertThat(times.phaseMs(64)).isEqualTo(188_000);
    for (int n : new int[] {4, 16}) {
      Table table = Table.generation(n).runUntil(Phase.ANNOUNCING);
      assertThat(table.effects(0, CeremonyEffect.SetTimer.class))
          .contains(
              new CeremonyEffect.SetTimer(
                  CeremonyTimer.PHASE, CeremonySimulation.TIMES.phaseMs(n)));
    }
  }

  private static CeremonyMachine resume(Table table, int member, SecretBytes state) {
    return CeremonyMachine.resume(
            table.plan,
            CeremonySimulation.TIMES,
            table.signers.get(member),
            table.randomness(),
            state)
        .orElseThrow();
  }

  private static List<SignedMessage> broadcasts(List<CeremonyEffect> effects) {
    return effects.stream()
        .filter(effect -> effect instanceof CeremonyEffect.Broadcast)
        .map(effect -> ((CeremonyEffect.Broadcast) effect).message())
        .toList();
  }

  private static Announcement announcement(Table table, int member) {
    return (Announcement) table.said(member, MessageKind.ANNOUNCEMENT).message();
  }

  private static PolynomialCommitment commitments(Table table, int member) {
    return Objects.requireNonNull(announcement(table, member).commitments());
  }

  /** An announcement as an honest dealer of the plan would make it. */
  static Announcement announcement(CeremonyPlan plan, int member, int commitments, long secret) {
    SplittableRandom random = new SplittableRandom(secret);
    Polynomial polynomial = Polynomial.random(Scalar.of(secret), commitments, random::nextBytes);
    return new Announcement(
        Point.generatorTimes(Scalar.random(random::nextBytes)),
        polynomial.commitment(),
        KnowledgeProof.prove(
            Scalar.of(secret), Announced.proofContext(plan.session(), member), random::nextBytes));
  }

  /** What an announcement, said by participant 1 in the plan's session, is found to be. */
  private static Culprit.@Nullable Fault faultOf(Announcement said) {
    return judge(Map.of(1, said)).culprits().stream()
        .filter(culprit -> culprit.identity().equals(PLAN.participants().get(1)))
        .map(Culprit::fault)
        .findFirst()
        .orElse(null);
  }

  private static Outcome<Announced> judge(Map<Integer, Announcement> said) {
    TreeMap<Integer, SignedMessage> messages = new TreeMap<>();
    said.forEach((author, message) ->
        messages.put(
            author,
            new CeremonySignatures(PLAN).sign(author, message, Operators.of(PLAN).get(author))));
    return Announced.judge(PLAN, new Resolution.Complete(messages, new TreeSet<>()));
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at <= bytes.length - part.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    throw new AssertionError("not in there");
  }
}
