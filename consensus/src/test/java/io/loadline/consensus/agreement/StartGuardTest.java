package io.loadline.consensus.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.agreement.Event.HeightOpened;
import io.loadline.consensus.agreement.Event.Received;
import io.loadline.consensus.agreement.Event.Started;
import io.loadline.consensus.message.RecallAnswer;
import io.loadline.consensus.message.RecallRequest;
import io.loadline.consensus.message.SigningMessage;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.simulation.SumReports;
import io.loadline.consensus.simulation.TestCommittee;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Member 0 of four dies in height 7 and comes back; the others are real machines that heard it. */
class StartGuardTest {
  private static final long HEIGHT = 7;
  private static final TestCommittee KEYS = TestCommittee.of(4);

  private final List<AgreementMachine> others =
      List.of(machine(1, 1), machine(2, 1), machine(3, 1));
  private final List<RecordEntry> record = new ArrayList<>();
  private final AgreementMachine back = machine(0, 2);

  @Test
  void nothingIsSignedUntilAQuorumOfOthersShowsVotesThatTheRecordHolds() {
    earlierLife(false);
    RecallRequest request = returnWith(record);
    assertThat(hear(back, answer(0, request))).doesNotHaveAnyElementsOfTypes(speaking());
    assertThat(hear(back, answer(1, request))).doesNotHaveAnyElementsOfTypes(speaking());
    assertThat(hear(back, answer(1, request))).doesNotHaveAnyElementsOfTypes(speaking());
    assertThat(hear(back, answer(2, request))).contains(new Effect.RoundEntered(HEIGHT, 0));
  }

  @Test
  void aVoteThatTheRecordLacksKeepsTheHeightShutAndIsAnAlarm() {
    earlierLife(true);
    record.removeIf(entry -> entry.kind() == RecordEntry.Kind.ROUND_CHANGE);
    RecallRequest request = returnWith(record);
    assertThat(hear(back, answer(0, request)))
        .containsExactly(new Effect.RecordBehind(HEIGHT, 1, 1));
    for (int other = 0; other < 3; other++) {
      assertThat(hear(back, answer(other, request))).isEmpty();
    }
    assertThat(open(back, HEIGHT + 1, List.of())).contains(new Effect.RoundEntered(HEIGHT + 1, 0));
  }

  @Test
  void withoutARecordNobodyIsAskedAndTheHeightIsWaitedOut() {
    back.on(new Started(-1), 0);
    assertThat(open(back, HEIGHT, List.of()))
        .doesNotHaveAnyElementsOfTypes(speaking())
        .doesNotHaveAnyElementsOfTypes(Effect.Broadcast.class);
    assertThat(open(back, HEIGHT + 1, List.of())).contains(new Effect.RoundEntered(HEIGHT + 1, 0));
  }

  @Test
  void aChainThatSeemsToStandBehindTheRecordOpensNothingThatWasVotedOn() {
    back.on(new Started(HEIGHT + 1), 0);
    for (long height = HEIGHT - 1; height <= HEIGHT + 1; height++) {
      assertThat(open(back, height, List.of())).doesNotHaveAnyElementsOfTypes(speaking());
    }
    assertThat(open(back, HEIGHT + 2, List.of())).contains(new Effect.RoundEntered(HEIGHT + 2, 0));
  }

  @Test
  void answersToAnotherLifeOrAboutAnotherMemberDoNotCount() {
    earlierLife(false);
    RecallRequest request = returnWith(record);
    Digest before = Keccak.hash(new byte[] {1});
    RecallRequest old =
        sign(new RecallRequest(HEIGHT, 0, before, 0, Voter.UNSIGNED, 0), RecallRequest.class, 0);
    for (int other = 0; other < 3; other++) {
      assertThat(hear(back, answer(other, old))).isEmpty();
    }
    RecallRequest others1 =
        sign(
            new RecallRequest(HEIGHT, 0, request.digest(), 1, Voter.UNSIGNED, 0),
            RecallRequest.class,
            1);
    assertThat(recalled(hear(others.get(1), others1))).isEmpty(); // It heard nothing of member 1.
  }

  @Test
  void aClaimedVoteThatTheMemberDidNotSignIsRefused() {
    earlierLife(false);
    RecallAnswer answer = answer(0, returnWith(record));
    RecallAnswer claimed =
        new RecallAnswer(
            HEIGHT,
            0,
            answer.digest(),
            1,
            0,
            Keccak.hash(new byte[] {2}),
            answer.voteSignature(),
            Voter.UNSIGNED,
            0);
    assertThat(hear(back, sign(claimed, RecallAnswer.class, 1)))
        .containsExactly(new Effect.Rejected(HEIGHT, 1, Fault.BAD_SIGNATURE));
  }

  @Test
  void theQuestionIsRepeatedAndAHeldMemberAnswersNobody() {
    earlierLife(false);
    RecallRequest request = returnWith(record);
    TimerKey resend = new TimerKey(HEIGHT, TimerKey.Kind.RESEND);
    assertThat(back.on(new Event.TimerExpired(resend), 1_000))
        .contains(new Effect.Broadcast(request.withResend(1)))
        .doesNotHaveAnyElementsOfTypes(speaking());
    RecallRequest asked =
        sign(
            new RecallRequest(HEIGHT, 0, request.digest(), 2, Voter.UNSIGNED, 0),
            RecallRequest.class,
            2);
    assertThat(hear(back, asked)).isEmpty();
  }

  /** Observes and, if asked to, gives round 0 up; the others hear all of it. */
  private void earlierLife(boolean changesRound) {
    AgreementMachine first = machine(0, 1);
    others.forEach(other -> open(other, HEIGHT, List.of()));
    List<Effect> said = new ArrayList<>(open(first, HEIGHT, List.of()));
    Bytes body = SumReports.body(HEIGHT, 0, 5);
    said.addAll(first.on(new Event.ObservationReady(HEIGHT, 0, body), 1));
    if (changesRound) {
      said.addAll(
          first.on(new Event.TimerExpired(new TimerKey(HEIGHT, TimerKey.Kind.ROUND)), 10_000));
    }
    for (Effect effect : said) {
      if (effect instanceof Effect.Persist(var entry)) {
        record.add(entry);
      } else if (effect instanceof Effect.Broadcast(var message)) {
        others.forEach(other -> hear(other, message));
      }
    }
    assertThat(record).hasSize(changesRound ? 2 : 1);
  }

  /** Starts anew and gives what is asked; nothing else may be said. */
  private RecallRequest returnWith(List<RecordEntry> entries) {
    back.on(new Started(HEIGHT), 0);
    List<Effect> effects = open(back, HEIGHT, entries);
    assertThat(effects).doesNotHaveAnyElementsOfTypes(speaking());
    List<RecallRequest> asked =
        effects.stream()
            .filter(Effect.Broadcast.class::isInstance)
            .map(effect -> (RecallRequest) ((Effect.Broadcast) effect).message())
            .toList();
    assertThat(asked).hasSize(1);
    return asked.getFirst();
  }

  private RecallAnswer answer(int other, RecallRequest request) {
    return recalled(hear(others.get(other), request)).getFirst();
  }

  private static List<RecallAnswer> recalled(List<Effect> effects) {
    List<RecallAnswer> answers = new ArrayList<>();
    for (Effect effect : effects) {
      if (effect instanceof Effect.Broadcast(RecallAnswer answer)) {
        answers.add(answer);
      }
    }
    return answers;
  }

  private static List<Effect> open(
      AgreementMachine machine, long height, List<RecordEntry> entries) {
    return machine.on(new HeightOpened(height, entries), 0);
  }

  private static List<Effect> hear(AgreementMachine machine, WireMessage message) {
    return machine.on(new Received(message), 1);
  }

  private static <M extends SigningMessage> M sign(M message, Class<M> type, int member) {
    return type.cast(
        new Voter(KEYS.committee(), member, KEYS.signers().get(member)).signed(message));
  }

  /** What a member does only when it takes part. */
  private static Class<?>[] speaking() {
    return new Class<?>[] {
      Effect.Persist.class, Effect.RequestObservation.class, Effect.RoundEntered.class
    };
  }

  private static AgreementMachine machine(int member, int life) {
    return new AgreementMachine(
        KEYS.verifier(),
        member,
        KEYS.signers().get(member),
        KEYS.shares().get(member),
        new SplittableRandom(100L * life + member)::nextBytes,
        AgreementParameters.defaults());
  }
}
