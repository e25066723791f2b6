package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.frost.KeyShare;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ceremonies over the network's own agreement, as a node will run them. */
final class AgreedCeremonyTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7})
  void aKeyIsMadeOverQbft(int n) {
    CeremonyFaults lossy = new CeremonyFaults(15, 10, 100, List.of(), Map.of());
    CeremonySimulation run = run(Operators.generation(n), List.of(), lossy);
    assertThat(Success.check(run).culprits()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Lie.class,
      names = {"SILENT", "INVENTED_VIEW", "TWO_DEALINGS", "WRONG_SHARES", "SELECTIVE_DEALING"})
  void aLiarInTheAgreementTooDoesNotStopIt(Lie lie) {
    for (int liar = 0; liar < 4; liar++) {
      Success.check(run(Operators.generation(4), List.of(), CeremonyFaults.of(Map.of(liar, lie))));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ANNOUNCING", "DEALING", "COMPLAINING", "STORING", "CONFIRMING", "COMPLETED"})
  void aHolderThatDiesKeepsItsVotesAndItsWord(Phase phase) {
    for (int effects = 0; effects <= 3; effects++) {
      List<CeremonyFaults.Crash> crashes =
          List.of(
              new CeremonyFaults.Crash(0, phase, effects, 300),
              new CeremonyFaults.Crash(3, phase, 3 - effects, 2_500));
      CeremonySimulation run =
          run(Operators.generation(4), List.of(), new CeremonyFaults(10, 5, 60, crashes, Map.of()));
      assertThat(Success.check(run).culprits()).isEmpty();
      assertThat(run.members.get(0).restarts + run.members.get(3).restarts).isGreaterThan(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void whenTheFirstLeaderIsSilentTheNextOneProposes(int silent) {
    QbftAgreement[] agreement = new QbftAgreement[1];
    CeremonySimulation run =
        new CeremonySimulation(
                "silent " + silent,
                Operators.generation(4),
                List.of(),
                CeremonyFaults.of(Map.of(silent, Lie.SILENT)),
                9,
                simulation -> {
                  agreement[0] = new QbftAgreement(simulation);
                  return agreement[0];
                })
            .run();
    Success.check(run);
    boolean led = false;
    for (Stage stage : Stage.values()) {
      led |= agreement[0].committee().leader(stage.height(), 0) == silent;
    }
    if (led) {
      assertThat(agreement[0].highestRound).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 7})
  void aReshareOverQbftReachesMembersThatDoNotVote(int n) {
    Operators.Holding before = Operators.dealt(Operators.first(n), 5);
    CeremonyPlan plan =
        CeremonyPlan.reshare(before.installed(), Operators.addresses(Operators.range(2, n + 3)), 0);
    Success.check(run(plan, before.shares(), CeremonyFaults.of(Map.of(1, Lie.GARBAGE_SHARES))));
  }

  private static CeremonySimulation run(
      CeremonyPlan plan, List<KeyShare> held, CeremonyFaults faults) {
    return new CeremonySimulation(
            "qbft " + faults.liars(), plan, held, faults, 5, QbftAgreement::new)
        .run();
  }
}
