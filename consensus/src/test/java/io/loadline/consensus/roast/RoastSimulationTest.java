package io.loadline.consensus.roast;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.frost.Dealer;
import io.loadline.consensus.frost.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As long as the threshold of members is honest and one coordinator is, the signature comes. */
final class RoastSimulationTest {
  private static Dealer.Deal deal(int members) {
    SplittableRandom random = new SplittableRandom(members);
    return Dealer.deal(members, (2 * members + 2) / 3, random::nextBytes);
  }

  /**
   * Up to n - t members misbehave, each in its own way; one of the f + 1 coordinators is honest.
   */
  private static String runMixed(Dealer.Deal deal, long seed) {
    int members = deal.group().size();
    Random random = new Random(seed);
    List<Behaviour> behaviours = new ArrayList<>(Collections.nCopies(members, Behaviour.HONEST));
    List<Integer> order = new ArrayList<>(IntStream.range(0, members).boxed().toList());
    Collections.shuffle(order, random);
    List<Behaviour> faults =
        List.of(Behaviour.values()).stream().filter(behaviour -> behaviour.isFaulty).toList();
    int faulty = random.nextInt(members - deal.group().threshold() + 1);
    for (int i = 0; i < faulty; i++) {
      behaviours.set(order.get(i), faults.get(random.nextInt(faults.size())));
    }
    if (random.nextBoolean()) {
      behaviours.set(order.getLast(), Behaviour.SLOW);
    }
    // The faulty come first, the last coordinator is honest.
    List<Identifier> coordinators = new ArrayList<>();
    for (int i = 0; i < (members - 1) / 3; i++) {
      coordinators.add(Identifier.ofMember(order.get(i)));
    }
    coordinators.add(Identifier.ofMember(order.getLast()));
    return new RoastSimulation(deal, seed, behaviours, coordinators).run();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 10, 13})
  void mixedFaultsNeverStopTheSignature(int members) {
    Dealer.Deal deal = deal(members);
    for (long seed = 0; seed < 150 / members; seed++) {
      runMixed(deal, 1000L * members + seed);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"HONEST", "SLOW"},
      mode = EnumSource.Mode.EXCLUDE)
  void aSingleKindOfFaultInAllWhoMayFailNeverStopsTheSignature(Behaviour fault) {
    for (int members : new int[] {4, 7, 10}) {
      Dealer.Deal deal = deal(members);
      int faulty = members - deal.group().threshold();
      List<Behaviour> behaviours = new ArrayList<>();
      for (int member = 0; member < members; member++) {
        behaviours.add(member < faulty ? fault : Behaviour.HONEST);
      }
      List<Identifier> coordinators =
          IntStream.rangeClosed(1, faulty + 1).mapToObj(Identifier::new).toList();
      for (long seed = 0; seed < 3; seed++) {
        new RoastSimulation(deal, seed, behaviours, coordinators).run();
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    Dealer.Deal deal = deal(7);
    assertThat(runMixed(deal, 77)).isEqualTo(runMixed(deal, 77)).isNotEmpty();
  }
}
