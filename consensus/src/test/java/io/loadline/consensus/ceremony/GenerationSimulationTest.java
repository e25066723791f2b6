package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making a key among members of whom some are slow, dead or dishonest. */
final class GenerationSimulationTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 7, 10, 16})
  void aCommitteeOfAnySizeMakesAKey(int n) {
    CeremonySimulation run = simulate("plain", n, CeremonyFaults.none(), n);
    CeremonyResult result = Success.check(run);
    assertThat(result.confirmed()).hasSizeGreaterThanOrEqualTo(run.plan.threshold());
    assertThat(result.culprits()).isEmpty();
    assertThat(run.honest()).allMatch(member -> member.share().isPresent());
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7, 10})
  void lostAndRepeatedMessagesDelayItOnly(int n) {
    for (long seed = 1; seed <= 3; seed++) {
      CeremonyFaults lossy = new CeremonyFaults(25, 20, 300, List.of(), Map.of());
      assertThat(Success.check(simulate("lossy", n, lossy, seed)).culprits()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ANNOUNCING", "DEALING", "COMPLAINING", "STORING", "CONFIRMING", "COMPLETED"})
  void aMemberThatDiesInAnyPhaseGoesOnFromItsDisk(Phase phase) {
    for (int effects = 0; effects <= 4; effects++) {
      List<CeremonyFaults.Crash> crashes =
          List.of(
              new CeremonyFaults.Crash(1, phase, effects, 900),
              new CeremonyFaults.Crash(2, phase, 4 - effects, 2_500));
      CeremonySimulation run =
          simulate("crash " + phase, 4, new CeremonyFaults(5, 5, 60, crashes, Map.of()), effects);
      Success.check(run);
      assertThat(run.members.get(1).restarts + run.members.get(2).restarts).isGreaterThan(0);
    }
  }

  @Test
  void allMembersMayDieAtOnceInEveryPhase() {
    List<CeremonyFaults.Crash> crashes = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (int member = 0; member < 4; member++) {
        crashes.add(new CeremonyFaults.Crash(member, phase, member, 500 + 100L * member));
      }
    }
    CeremonySimulation run =
        simulate("all die", 4, new CeremonyFaults(5, 5, 60, crashes, Map.of()), 3);
    Success.check(run);
    assertThat(run.members).allMatch(member -> member.restarts >= 5);
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void oneLiarOfAnyKindAmongFourIsHarmless(Lie lie) {
    for (long seed = 1; seed <= 2; seed++) {
      int liar = (int) ((lie.name().length() + seed) % 4);
      check(simulate("one " + lie, 4, CeremonyFaults.of(Map.of(liar, lie)), seed), lie, liar);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 10, 16})
  void asManyLiarsAsTheNetworkToleratesAreHarmless(int n) {
    List<Lie> lies = List.of(Lie.values());
    for (long seed = 1; seed <= (n == 16 ? 2 : 4); seed++) {
      SplittableRandom random = new SplittableRandom(1000L * n + seed);
      TreeMap<Integer, Lie> liars = new TreeMap<>();
      while (liars.size() < (n - 1) / 3) {
        liars.put(random.nextInt(n), lies.get(random.nextInt(lies.size())));
      }
      Success.check(simulate("liars " + liars, n, CeremonyFaults.of(liars), seed));
    }
  }

  private static void check(CeremonySimulation run, Lie lie, int liar) {
    CeremonyResult result = Success.check(run);
    List<Culprit.Fault> faults =
        result.culprits().stream()
            .filter(culprit -> culprit.identity().equals(run.plan.participants().get(liar)))
            .map(Culprit::fault)
            .toList();
    assertThat(result.culprits()).hasSameSizeAs(faults);
    switch (lie) {
      case SILENT -> assertThat(faults).containsExactly(Culprit.Fault.ABSENT);
      case SILENT_AFTER_ANNOUNCING -> assertThat(faults).containsExactly(Culprit.Fault.ABSENT);
      case WRONG_PROOF -> oneOf(faults, Culprit.Fault.WRONG_PROOF);
      case MORE_COMMITMENTS -> oneOf(faults, Culprit.Fault.COMMITMENT_COUNT);
      case TWO_ANNOUNCEMENTS, TWO_DEALINGS -> // Seen as two things, or as a lie, or only as one.
          assertThat(faults)
              .isSubsetOf(
                  Culprit.Fault.EQUIVOCATION, Culprit.Fault.WRONG_SHARE, Culprit.Fault.ABSENT);
      case GARBAGE_SHARES, WRONG_SHARES -> oneOf(faults, Culprit.Fault.WRONG_SHARE);
      case FALSE_COMPLAINT, FORGED_COMPLAINT -> oneOf(faults, Culprit.Fault.FALSE_COMPLAINT);
      case LATE,
          SELECTIVE_DEALING,
          SILENT_BEFORE_CONFIRMING,
          UNPROVEN_CONFIRMATION,
          INVENTED_VIEW,
          WRONG_SIGNATURE_SHARES -> {}
    }
    if (lie == Lie.SILENT_BEFORE_CONFIRMING || lie == Lie.UNPROVEN_CONFIRMATION) {
      assertThat(result.without()).containsExactly(run.plan.participants().get(liar));
    }
  }

  /** The liar's view names the truth, which it told nobody: two things, once somebody asks. */
  private static void oneOf(List<Culprit.Fault> faults, Culprit.Fault lie) {
    assertThat(faults).hasSize(1).isSubsetOf(lie, Culprit.Fault.EQUIVOCATION);
  }

  private static CeremonySimulation simulate(String name, int n, CeremonyFaults faults, long seed) {
    return new CeremonySimulation(
            name + " n=" + n, Operators.generation(n), List.of(), faults, seed)
        .run();
  }
}
