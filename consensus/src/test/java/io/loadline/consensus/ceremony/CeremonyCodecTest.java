package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.ceremony.CeremonyGate.Verdict;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.CeremonyMessage.Complaints;
import io.loadline.consensus.ceremony.CeremonyMessage.Completion;
import io.loadline.consensus.ceremony.CeremonyMessage.Confirmation;
import io.loadline.consensus.ceremony.CeremonyMessage.Dealing;
import io.loadline.consensus.ceremony.CeremonyMessage.Fetch;
import io.loadline.consensus.ceremony.CeremonyMessage.Opening;
import io.loadline.consensus.ceremony.CeremonyMessage.TestSigning;
import io.loadline.consensus.frost.EqualityProof;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.PolynomialCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SignerCommitment;
import io.loadline.consensus.roast.RoastMessage;
import io.loadline.consensus.roast.SigningSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CeremonyCodecTest {
  private static final int N = 64;
  private static final CeremonyPlan PLAN = Operators.generation(N);
  private static final List<LocalIdentitySigner> SIGNERS = Operators.of(PLAN);
  private static final CeremonyGate GATE = new CeremonyGate(PLAN);
  private static final CeremonySignatures SIGNATURES = new CeremonySignatures(PLAN);
  private static final SplittableRandom RANDOM = new SplittableRandom(3);

  @Test
  void everyMessageOfSixtyFourComesBackAndFarBelowTheLimit() {
    Map<MessageKind, Integer> sizes = new EnumMap<>(MessageKind.class);
    for (CeremonyMessage message : largest()) {
      byte[] bytes = GATE.encode(SIGNATURES.sign(63, message, SIGNERS.get(63)), 1 << 20);
      assertThat(GATE.judge(bytes))
          .isInstanceOfSatisfying(
              Verdict.Accept.class,
              accepted -> {
                assertThat(accepted.message().message()).isEqualTo(message);
                assertThat(accepted.message().author()).isEqualTo(63);
              });
      sizes.merge(message.kind(), bytes.length, Math::max);
    }
    // The sizes that docs/keys.md states.
    assertThat(sizes)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                MessageKind.ANNOUNCEMENT, 1_721,
                MessageKind.DEALING, 3_223,
                MessageKind.COMPLAINTS, 6_868,
                MessageKind.OPENING, 197,
                MessageKind.CONFIRMATION, 214,
                MessageKind.TEST_SIGNING, 3_252,
                MessageKind.COMPLETION, 11_509,
                MessageKind.FETCH, 2_290));
    assertThat(sizes.values()).allMatch(size -> size < CeremonyGate.MESSAGE_BYTES);
  }

  @Test
  void aViewOfTwoWholeCommitteesAndManyEquivocatorsFitsAnObservationBody() {
    View view = new View();
    for (int round = 0; round < 3; round++) {
      for (int author = 0; author < CeremonyPlan.MAX_PARTICIPANTS; author++) {
        view.add(author, Keccak.hash(new byte[] {(byte) author, (byte) round}));
      }
    }
    Bytes encoded = view.encode();
    assertThat(encoded.size()).isEqualTo(240 * 33).isLessThan(8 * 1024);
    assertThat(View.decode(encoded).orElseThrow().contents()).isEqualTo(view.contents());
    byte[] unordered = encoded.toArray();
    unordered[0] = 1;
    assertThat(View.decode(Bytes.of(unordered))).isEmpty();
    assertThat(View.decode(Bytes.of(Arrays.copyOf(unordered, 34)))).isEmpty();
    byte[] stranger = encoded.toArray();
    stranger[239 * 33] = (byte) 128;
    assertThat(View.decode(Bytes.of(stranger))).isEmpty();
    assertThat(View.decode(Bytes.of(new byte[241 * 33]))).isEmpty();
  }

  @Test
  void noChangedByteIsAccepted() {
    List<CeremonyMessage> messages = small();
    for (CeremonyMessage message : messages) {
      byte[] bytes = GATE.encode(SIGNATURES.sign(5, message, SIGNERS.get(5)), 0);
      int resend = 2 + 34 + 1; // The one byte that no signature covers.
      for (int at = 0; at < bytes.length; at++) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << RANDOM.nextInt(8));
        if (at != resend) {
          assertThat(GATE.judge(changed))
              .as("%s, byte %d", message.kind(), at)
              .isNotInstanceOf(Verdict.Accept.class);
        }
      }
      for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1, bytes.length + 1}) {
        assertThat(GATE.judge(Arrays.copyOf(bytes, length)))
            .as("%s, %d bytes", message.kind(), length)
            .isNotInstanceOf(Verdict.Accept.class);
      }
    }
  }

  @Test
  void otherSessionsAndVersionsAreNobodysFault() {
    byte[] bytes = GATE.encode(SIGNATURES.sign(5, new Fetch(List.of()), SIGNERS.get(5)), 0);
    byte[] version = bytes.clone();
    version[1] = 2;
    assertThat(GATE.judge(version)).isEqualTo(new Verdict.Ignore(Untimely.OTHER_VERSION));
    byte[] session = bytes.clone();
    session[10] ^= 1;
    assertThat(GATE.judge(session)).isEqualTo(new Verdict.Ignore(Untimely.OTHER_SESSION));
    assertThat(GATE.judge(new byte[CeremonyGate.MESSAGE_BYTES + 1]))
        .isEqualTo(new Verdict.Reject(Fault.TOO_LARGE));
  }

  @Test
  void aCompletionWithOneForgedConfirmationIsRefused() {
    List<SignedMessage> confirmations = new ArrayList<>(confirmations());
    SignedMessage forged =
        SIGNATURES.sign(7, confirmations.get(7).message(), SIGNERS.get(8)); // 8 signs for 7.
    confirmations.set(7, forged);
    byte[] bytes =
        GATE.encode(
            SIGNATURES.sign(5, new Completion(confirmations, signature()), SIGNERS.get(5)), 0);
    assertThat(GATE.judge(bytes)).isEqualTo(new Verdict.Reject(Fault.BAD_SIGNATURE));
  }

  @Test
  void aStateComesBackAsItWasAndNoChangedOneDoes() {
    Table table = Table.generation(4).runUntil(Phase.COMPLAINING);
    byte[] stored = table.machines.get(2).state().toArray();
    CeremonyState read =
        CeremonyState.decode(table.plan.session(), 2, new SecretBytes(stored)).orElseThrow();
    assertThat(read.encode().toArray()).isEqualTo(stored);
    assertThat(read.secrets.polynomial()).isNotNull();
    for (int length = 0; length < stored.length; length += 97) {
      assertThat(
              CeremonyState.decode(
                  table.plan.session(), 2, new SecretBytes(Arrays.copyOf(stored, length))))
          .as("%d bytes", length)
          .isEmpty();
    }
    byte[] longer = Arrays.copyOf(stored, stored.length + 1);
    assertThat(CeremonyState.decode(table.plan.session(), 2, new SecretBytes(longer))).isEmpty();
  }

  private static List<CeremonyMessage> largest() {
    List<CeremonyMessage> messages = new ArrayList<>(small());
    messages.add(new Announcement(point(), new PolynomialCommitment(points(43)), proof()));
    messages.add(new Dealing(digest(), bytes(N * PairCipher.LENGTH)));
    messages.add(
        new Complaints(
            digest(),
            IntStream.range(0, N)
                .mapToObj(
                    dealer -> new Complaint(dealer, point(), new EqualityProof(scalar(), scalar())))
                .toList()));
    messages.add(
        new TestSigning(
            new RoastMessage.SignRequest(
                subject(),
                1 << 20,
                22,
                IntStream.range(0, 43)
                    .mapToObj(k ->
                        new SignerCommitment(
                            Identifier.ofMember(k), new NonceCommitment(point(), point())))
                    .toList())));
    messages.add(new Completion(confirmations(), signature()));
    messages.add(new Fetch(IntStream.range(0, 64).mapToObj(_ -> digest()).sorted().toList()));
    return messages;
  }

  private static List<CeremonyMessage> small() {
    return List.of(
        new Announcement(point(), null, null),
        new Announcement(point(), new PolynomialCommitment(points(2)), proof()),
        new Dealing(digest(), bytes(PairCipher.LENGTH)),
        new Complaints(digest(), List.of()),
        new Opening(digest(), bytes(PairCipher.LENGTH)),
        new Confirmation(digest(), proof()),
        new TestSigning(new RoastMessage.NonceRequest(subject(), 4)),
        new TestSigning(
            new RoastMessage.NonceOffer(
                subject(), Identifier.ofMember(63), 4, new NonceCommitment(point(), point()))),
        new TestSigning(
            new RoastMessage.SignShare(
                subject(),
                Identifier.ofMember(63),
                4,
                5,
                scalar(),
                new NonceCommitment(point(), point()))),
        new Completion(confirmations().subList(0, 1), null),
        new Fetch(List.of(digest())));
  }

  private static List<SignedMessage> confirmations() {
    return IntStream.range(0, N)
        .mapToObj(author ->
            SIGNATURES.sign(author, new Confirmation(digest(), proof()), SIGNERS.get(author)))
        .toList();
  }

  private static SigningSubject subject() {
    return new SigningSubject(0, 0, digest());
  }

  private static GroupSignature signature() {
    return new GroupSignature(point(), scalar());
  }

  private static KnowledgeProof proof() {
    return new KnowledgeProof(point(), scalar());
  }

  private static List<Point> points(int count) {
    return IntStream.range(0, count).mapToObj(_ -> point()).toList();
  }

  private static Point point() {
    return Point.generatorTimes(scalar());
  }

  private static Scalar scalar() {
    return Scalar.random(RANDOM::nextBytes);
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
