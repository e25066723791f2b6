package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.Member;
import io.loadline.consensus.ceremony.CeremonyEffect.Aborted;
import io.loadline.consensus.ceremony.CeremonyEffect.Completed;
import io.loadline.consensus.ceremony.CeremonyEffect.Decide;
import io.loadline.consensus.ceremony.CeremonyEffect.Overdue;
import io.loadline.consensus.ceremony.CeremonyEffect.Persist;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One member's rules, seen at a table where every word arrives. */
final class CeremonyMachineTest {
  @Test
  void nothingLeavesBeforeWhatItRestsOnIsOnDisk() {
    Table table = Table.generation(4).run();
    for (int member = 0; member < 4; member++) {
      boolean persisted = false;
      for (CeremonyEffect effect : table.effects.get(member)) {
        switch (effect) {
          case Persist(var state) -> persisted = holdsOwnWords(table, member, state);
          case CeremonyEffect.Broadcast(var message, _)
              when message.message().kind() != MessageKind.COMPLETION ->
              assertThat(persisted).as("%d says %s", member, message.message().kind()).isTrue();
          default -> {}
        }
      }
    }
  }

  @Test
  void aShareIsConfirmedOnlyOnceTheDiskHasIt() {
    Table table = Table.generation(4);
    table.diskFails = member -> member == 1;
    table.runUntil(Phase.COMPLETED);
    assertThat(table.machines.get(1).phase()).isIn(Phase.STORING, Phase.COMPLETED);
    assertThat(table.heard)
        .noneMatch(m -> m.author() == 1 && m.message().kind() == MessageKind.CONFIRMATION);
  }

  @Test
  void threeConfirmationsOfFourAreEnoughAndTwoAreNot() {
    Table table = Table.generation(4);
    table.diskFails = member -> member >= 2;
    table.run();
    for (int member = 0; member < 4; member++) {
      assertThat(table.effects(member, Completed.class)).isEmpty();
    }
    assertThat(table.heard).noneMatch(m -> m.message().kind() == MessageKind.TEST_SIGNING);
    table.diskFails = _ -> false;
    table.on(2, new CeremonyEvent.Started()); // Its disk works again: the share is stored now.
    table.run();
    assertThat(table.effects(0, Completed.class)).hasSize(1);
  }

  @Test
  void membersThatStayAwayAreNamedAndTheOthersGoOnWithoutThem() {
    Table table = Table.generation(4);
    table.lost = message -> message.author() == 3;
    table.run();
    assertThat(table.effects(0, Decide.class)).isEmpty(); // Somebody may only be slow.
    for (int member = 0; member < 3; member++) {
      table.on(member, timer(member, table));
    }
    List<Bytes> views = List.of(view(table, 0), view(table, 1), view(table, 2));
    table.decide(Stage.ANNOUNCEMENTS, views);
    table.run();
    CeremonyResult result = table.effects(3, Completed.class).getFirst().result();
    Address away = table.plan.participants().get(3);
    assertThat(result.culprits()).containsExactly(new Culprit(away, Culprit.Fault.ABSENT));
    assertThat(result.without()).containsExactly(away);
    assertThat(result.group().size()).as("its place is kept, for a repair").isEqualTo(4);
    assertThat(table.stored.get(3)).isNull();
  }

  @Test
  void whoWaitsInVainForTooManyGivesUpAndNamesThem() {
    Table table = Table.generation(4);
    table.lost = message -> message.author() >= 2;
    table.run();
    long now = 0;
    List<CeremonyEffect> last = List.of();
    for (int k = 0; k < CeremonySimulation.TIMES.patience(); k++) {
      now += CeremonySimulation.TIMES.phaseMs(4);
      last = table.machines.get(0).on(new CeremonyEvent.TimerExpired(CeremonyTimer.PHASE), now);
      assertThat(last)
          .contains(new Overdue(Phase.ANNOUNCING, table.plan.participants().subList(2, 4)));
    }
    assertThat(last)
        .contains(
            new Aborted(
                AbortReason.TIMED_OUT,
                List.of(
                    new Culprit(table.plan.participants().get(2), Culprit.Fault.ABSENT),
                    new Culprit(table.plan.participants().get(3), Culprit.Fault.ABSENT))));
  }

  @Test
  void aConfirmedMemberNeverGivesUpByItself() {
    Table table = Table.generation(4);
    table.diskFails = member -> member >= 2;
    table.run();
    long now = 0;
    for (int k = 0; k < 10 * CeremonySimulation.TIMES.patience(); k++) {
      now += CeremonySimulation.TIMES.phaseMs(4);
      List<CeremonyEffect> effects =
          table.machines.get(0).on(new CeremonyEvent.TimerExpired(CeremonyTimer.PHASE), now);
      assertThat(effects)
          .contains(new Overdue(Phase.CONFIRMING, table.plan.participants().subList(2, 4)));
    }
    assertThat(table.machines.get(0).phase()).isEqualTo(Phase.CONFIRMING);
    List<CeremonyEffect> effects = table.on(0, new CeremonyEvent.GivenUp());
    assertThat(effects)
        .contains(new CeremonyEffect.DiscardShare(), new Aborted(AbortReason.GIVEN_UP, List.of()));
  }

  @Test
  void anEndedCeremonyLeavesNoSecretOnDisk() {
    Table done = Table.generation(4).run();
    Table ended = Table.generation(4).runUntil(Phase.DEALING);
    ended.on(1, new CeremonyEvent.GivenUp());
    for (Table table : List.of(done, ended)) {
      CeremonyState state =
          CeremonyState.decode(
                  table.plan.session(), 1, table.effects(1, Persist.class).getLast().state())
              .orElseThrow();
      assertThat(state.phase.isOver()).isTrue();
      assertThat(state.secrets.ephemeralBytes()).isEmpty();
      assertThat(state.secrets.polynomialBytes()).isEmpty();
      assertThat(state.secrets.shareBytes()).isEmpty();
    }
  }

  @Test
  void theEndIsToldAgainAfterARestart() {
    Table table = Table.generation(4).run();
    CeremonyMachine again =
        CeremonyMachine.resume(
                table.plan,
                CeremonySimulation.TIMES,
                table.signers.get(1),
                table.randomness(),
                table.effects(1, Persist.class).getLast().state())
            .orElseThrow();
    Completed told = table.effects(1, Completed.class).getFirst();
    assertThat(again.on(new CeremonyEvent.Started(), 0))
        .singleElement()
        .isInstanceOfSatisfying(
            Completed.class,
            twice -> {
              assertThat(twice.result().completion()).isEqualTo(told.result().completion());
              assertThat(twice.result().group()).isEqualTo(told.result().group());
            });
  }

  @Test
  void fewerViewsThanAQuorumLeadNowhere() {
    Table table = Table.generation(4).runUntil(Phase.ANNOUNCING).run();
    CeremonyMachine machine = table.machines.get(0);
    List<Bytes> views = table.effects(0, Decide.class).stream().map(Decide::view).toList();
    assertThat(machine.evaluate(Stage.ANNOUNCEMENTS, List.of(views.get(0), views.get(0))))
        .isEqualTo(new Evaluation.Refused());
    Bytes malformed = Bytes.of((byte) 1);
    assertThat(machine.evaluate(Stage.ANNOUNCEMENTS, List.of(malformed, malformed, malformed)))
        .isEqualTo(new Evaluation.Refused());
    View invented = new View();
    invented.add(1, table.plan.session());
    assertThat(machine.holds(Stage.ANNOUNCEMENTS, 3, invented.encode())).isFalse();
    assertThat(machine.holds(Stage.ANNOUNCEMENTS, 0, views.get(0))).isTrue();
  }

  @Test
  void theOldKeyThresholdAndSharesComeFromTheChainOnly() {
    Operators.Holding before = Operators.dealt(Operators.first(4), 6);
    Committee committee = before.installed().committee();
    Digest other = committee.networkId();
    assertThatThrownBy(() -> InstalledCommittee.fromChain(other, committee))
        .hasMessageContaining("The chain has installed committee");
    // A committee of the same key with a made-up public share has another digest.
    List<Member> members = new ArrayList<>(committee.members());
    members.set(3, new Member(3, members.get(3).identity(), members.get(2).publicShare()));
    Committee forged =
        Committee.of(committee.networkId(), committee.keyEpoch(), committee.groupKey(), members);
    assertThatThrownBy(() -> InstalledCommittee.fromChain(committee.digest(), forged))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> InstalledCommittee.fromChain(forged.digest(), forged))
        .as("not on one polynomial")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefreshOfOthersThanTheMembersIsRefused() {
    Operators.Holding before = Operators.dealt(Operators.first(4), 6);
    List<Address> members = Operators.addresses(Operators.first(4));
    assertThat(CeremonyPlan.refresh(before.installed(), members, 0).threshold()).isEqualTo(3);
    for (List<Address> others :
        List.of(
            members.subList(0, 3),
            Operators.addresses(Operators.first(5)),
            List.of(members.get(0), members.get(1), members.get(2), members.get(2)))) {
      assertThatThrownBy(() -> CeremonyPlan.refresh(before.installed(), others, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aHolderDealsTheShareItHasAndNoOther() {
    Operators.Holding before = Operators.dealt(Operators.first(4), 6);
    Operators.Holding other = Operators.dealt(Operators.first(4), 7);
    CeremonyPlan plan =
        CeremonyPlan.reshare(before.installed(), Operators.addresses(Operators.first(5)), 0);
    LocalIdentitySigner signer = Operators.of(plan).get(1);
    for (var wrong : List.of(before.shares().get(2), other.shares().get(1))) {
      assertThatThrownBy(
              () -> CeremonyMachine.begin(plan, CeremonySimulation.TIMES, signer, wrong, _ -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
    // A dealer that commits to another secret than its public share's is out.
    Table table = new Table(plan, before.shares());
    table.lost = m -> m.author() == 1 && m.message().kind() == MessageKind.ANNOUNCEMENT;
    table.runUntil(Phase.ANNOUNCING).run();
    SignedMessage wrong =
        table.sign(1, CeremonyPitfallTest.announcement(plan, 1, plan.threshold(), 12));
    assertThat(
            Announced.judge(
                    plan, new Resolution.Complete(new TreeMap<>(Map.of(1, wrong)), new TreeSet<>()))
                .culprits())
        .contains(new Culprit(plan.participants().get(1), Culprit.Fault.OTHER_SECRET));
  }

  @Test
  void everyPartOfTheIntentIsInTheSession() {
    Operators.Holding four = Operators.dealt(Operators.first(4), 6);
    Operators.Holding again = Operators.dealt(Operators.first(4), 7);
    List<Address> five = Operators.addresses(Operators.first(5));
    List<Address> same = Operators.addresses(Operators.first(4));
    Digest network = Operators.NETWORK;
    List<Digest> sessions =
        List.of(
                CeremonyPlan.generate(network, 3, five, 0),
                CeremonyPlan.generate(network, 4, five, 0),
                CeremonyPlan.generate(network, 3, five, 1),
                CeremonyPlan.generate(network, 3, same, 0),
                CeremonyPlan.generate(four.installed().committee().digest(), 3, five, 0),
                CeremonyPlan.reshare(four.installed(), five, 0),
                CeremonyPlan.reshare(again.installed(), five, 0),
                CeremonyPlan.reshare(four.installed(), same, 0),
                CeremonyPlan.refresh(four.installed(), same, 0),
                CeremonyPlan.repair(four.installed(), 0, 0),
                CeremonyPlan.repair(four.installed(), 1, 0))
            .stream()
            .map(CeremonyPlan::session)
            .toList();
    assertThat(sessions).doesNotHaveDuplicates();
    List<Address> shuffled =
        List.of(five.get(4), five.get(0), five.get(2), five.get(1), five.get(3));
    assertThat(CeremonyPlan.generate(network, 3, shuffled, 0).session())
        .isEqualTo(sessions.getFirst());
  }

  @Test
  void aMemberAloneCannotBeRepairedAndAStrangerTakesNoPart() {
    Operators.Holding one = Operators.dealt(Operators.first(1), 6);
    assertThatThrownBy(() -> CeremonyPlan.repair(one.installed(), 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    CeremonyPlan plan = Operators.generation(4);
    LocalIdentitySigner stranger = Operators.range(100, 101).getFirst();
    assertThatThrownBy(
            () -> CeremonyMachine.begin(plan, CeremonySimulation.TIMES, stranger, null, _ -> {}))
        .hasMessageContaining("takes no part");
  }

  private static boolean holdsOwnWords(Table table, int member, SecretBytes state) {
    return CeremonyState.decode(table.plan.session(), member, state)
        .orElseThrow()
        .store
        .all()
        .stream()
        .anyMatch(message -> message.author() == member);
  }

  private static CeremonyEvent timer(int member, Table table) {
    assertThat(table.machines.get(member).phase()).isEqualTo(Phase.ANNOUNCING);
    return new CeremonyEvent.TimerExpired(CeremonyTimer.PHASE);
  }

  private static Bytes view(Table table, int member) {
    View view = new View();
    CeremonyState.decode(table.plan.session(), member, table.machines.get(member).state())
        .orElseThrow()
        .store
        .of(MessageKind.ANNOUNCEMENT)
        .forEach((author, contents) -> view.add(author, contents.firstKey()));
    return view.encode();
  }
}
