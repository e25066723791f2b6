package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.frost.KeyShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reshare, refresh and repair: the key stays, whoever fails. */
final class KeepingSimulationTest {
  @ParameterizedTest
  @CsvSource({
    "0,4, 0,7", // Three join.
    "0,7, 0,4", // Three leave, the threshold falls from 5 to 3.
    "0,4, 2,6", // Two go, two come.
    "0,4, 4,8", // Nobody stays.
    "0,1, 0,4",
    "0,4, 0,1",
    "0,10, 1,12",
    "0,5, 0,16"
  })
  void aCommitteeHandsItsKeyToAnother(int oldFrom, int oldUntil, int newFrom, int newUntil) {
    Operators.Holding before = Operators.dealt(Operators.range(oldFrom, oldUntil), 5);
    CeremonyPlan plan = reshare(before, newFrom, newUntil);
    CeremonySimulation run =
        new CeremonySimulation("reshare", plan, before.shares(), CeremonyFaults.none(), newUntil)
            .run();
    CeremonyResult result = Success.check(run);
    assertThat(result.culprits()).isEmpty();
    oldSharesDoNotMixWithNewOnes(before, run);
    oldSharesAreDeletedOnceTheChainSaysSo(run, result);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 7, 16})
  void aCommitteeRefreshesItsShares(int n) {
    Operators.Holding before = Operators.dealt(Operators.first(n), n);
    CeremonyPlan plan = refresh(before);
    CeremonySimulation run =
        new CeremonySimulation("refresh", plan, before.shares(), CeremonyFaults.none(), n).run();
    CeremonyResult result = Success.check(run);
    if (n > 1) {
      assertThat(result.group().publicShares())
          .doesNotContainAnyElementsOf(before.installed().group().publicShares());
    }
    oldSharesDoNotMixWithNewOnes(before, run);
    oldSharesAreDeletedOnceTheChainSaysSo(run, result);
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void oneLiarAmongTheHoldersDoesNotStopAReshare(Lie lie) {
    Operators.Holding before = Operators.dealt(Operators.first(4), 8);
    int liar = lie.name().length() % 4;
    CeremonySimulation run =
        new CeremonySimulation(
                "reshare " + lie,
                reshare(before, 0, 7),
                before.shares(),
                CeremonyFaults.of(Map.of(liar, lie)),
                11)
            .run();
    Success.check(run);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void liarsInBothCommitteesDoNotStopAReshare(long seed) {
    Operators.Holding before = Operators.dealt(Operators.first(7), seed);
    CeremonyPlan plan = reshare(before, 7, 14);
    SplittableRandom random = new SplittableRandom(seed);
    List<Lie> lies = List.of(Lie.values());
    Map<Integer, Lie> liars = new TreeMap<>();
    for (int participant : new int[] {1, 4, 8, 12}) {
      liars.put(participant, lies.get(random.nextInt(lies.size())));
    }
    Success.check(
        new CeremonySimulation(
                "reshare " + liars, plan, before.shares(), CeremonyFaults.of(liars), seed)
            .run());
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ANNOUNCING", "DEALING", "COMPLAINING", "STORING", "CONFIRMING", "COMPLETED"})
  void membersThatDieDuringARefreshGoOn(Phase phase) {
    Operators.Holding before = Operators.dealt(Operators.first(4), 9);
    List<CeremonyFaults.Crash> crashes = new ArrayList<>();
    for (int member = 0; member < 4; member++) {
      crashes.add(new CeremonyFaults.Crash(member, phase, member, 400 + 300L * member));
    }
    Success.check(
        new CeremonySimulation(
                "refresh " + phase,
                refresh(before),
                before.shares(),
                new CeremonyFaults(10, 5, 60, crashes, Map.of()),
                4)
            .run());
  }

  @ParameterizedTest
  @CsvSource({"4,0", "5,4", "7,3", "16,15"})
  void aLostShareIsMadeAgainByTheOthers(int n, int lost) {
    Operators.Holding before = Operators.dealt(Operators.first(n), n);
    repairedSharesSign(before, lost, CeremonyFaults.of(Map.of()), 1);
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void oneLyingHelperDoesNotStopARepair(Lie lie) {
    Operators.Holding before = Operators.dealt(Operators.first(7), 3);
    repairedSharesSign(before, 2, CeremonyFaults.of(Map.of(5, lie)), 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"ANNOUNCING", "DEALING", "COMPLAINING", "OPENING", "STORING", "CONFIRMING"})
  void membersThatDieDuringARepairGoOn(Phase phase) {
    Operators.Holding before = Operators.dealt(Operators.first(4), 9);
    List<CeremonyFaults.Crash> crashes = new ArrayList<>();
    for (int member = 0; member < 4; member++) {
      crashes.add(new CeremonyFaults.Crash(member, phase, member, 400 + 300L * member));
    }
    repairedSharesSign(before, 1, new CeremonyFaults(10, 5, 60, crashes, Map.of()), 6);
  }

  @Test
  void aReshareFollowsAGenerationAndARepairFollowsThat() {
    CeremonySimulation made =
        new CeremonySimulation(
                "generate", Operators.generation(5), List.of(), CeremonyFaults.none(), 21)
            .run();
    CeremonyResult first = Success.check(made);
    InstalledCommittee installed =
        InstalledCommittee.fromChain(first.committee().digest(), first.committee());
    CeremonySimulation moved =
        new CeremonySimulation(
                "reshare",
                CeremonyPlan.reshare(installed, Operators.addresses(Operators.first(7)), 0),
                shares(made),
                CeremonyFaults.none(),
                22)
            .run();
    CeremonyResult second = Success.check(moved);
    assertThat(second.group().key()).isEqualTo(first.group().key());
    List<KeyShare> byMember = new ArrayList<>(shares(moved));
    byMember.sort((a, b) -> a.identifier().compareTo(b.identifier()));
    repairedSharesSign(
        new Operators.Holding(
            InstalledCommittee.fromChain(second.committee().digest(), second.committee()),
            byMember),
        6,
        CeremonyFaults.none(),
        23);
  }

  private static void repairedSharesSign(
      Operators.Holding before, int lost, CeremonyFaults faults, long seed) {
    CeremonyPlan plan = CeremonyPlan.repair(before.installed(), lost, 0);
    CeremonySimulation run =
        new CeremonySimulation("repair " + faults.liars(), plan, before.shares(), faults, seed)
            .run();
    CeremonyResult result = Success.check(run);
    assertThat(result.committee().digest()).isEqualTo(before.installed().committee().digest());
    KeyShare again = run.members.get(lost).share().orElseThrow();
    assertThat(again.secretBytes()).isEqualTo(before.shares().get(lost).secretBytes());
    run.members.forEach(
        member -> assertThat(member.share().isPresent()).isEqualTo(member.self() == lost));
    int threshold = plan.threshold();
    List<KeyShare> signers = new ArrayList<>(List.of(again));
    before.shares().stream()
        .filter(share -> share.identifier().member() != lost)
        .limit(threshold - 1L)
        .forEach(signers::add);
    Success.signsAndFewerDoNot(signers, result.group(), new Random(seed), run.name);
  }

  /** A share from before and shares from after give no signature of the key together. */
  private static void oldSharesDoNotMixWithNewOnes(
      Operators.Holding before, CeremonySimulation run) {
    CeremonyResult result = run.members.getFirst().result().orElseThrow();
    if (result.group().threshold() > 1) {
      KeyShare old = before.shares().getFirst();
      assertThat(old.publicShare()).isNotEqualTo(result.group().publicShare(old.identifier()));
    }
  }

  private static void oldSharesAreDeletedOnceTheChainSaysSo(
      CeremonySimulation run, CeremonyResult result) {
    for (SimulatedMember member : run.members) {
      assertThat(member.deletions).as("before activation").isZero();
      member.on(new CeremonyEvent.Activated(run.plan.session())); // Another committee.
      assertThat(member.deletions).as("after another's activation").isZero();
      member.on(new CeremonyEvent.Activated(result.committee().digest()));
      assertThat(member.deletions).isEqualTo(member.self() < run.plan.holders() ? 1 : 0);
    }
  }

  private static List<KeyShare> shares(CeremonySimulation run) {
    return run.members.stream().flatMap(member -> member.share().stream()).toList();
  }

  private static CeremonyPlan reshare(Operators.Holding before, int from, int until) {
    List<LocalIdentitySigner> receivers = Operators.range(from, until);
    return CeremonyPlan.reshare(before.installed(), Operators.addresses(receivers), 0);
  }

  private static CeremonyPlan refresh(Operators.Holding before) {
    return CeremonyPlan.refresh(
        before.installed(),
        before.installed().committee().members().stream().map(m -> m.identity()).toList(),
        0);
  }
}
