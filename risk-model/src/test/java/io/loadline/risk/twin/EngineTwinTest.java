package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Rounds of the engine, computed again by the implementation that knows the document only. */
class EngineTwinTest {
  private static final int ROUNDS = 4;
  private static final int ACCOUNTS = 40;

  @Test
  void bothSignTheSameDigestsWithEverythingSwitchedOn() {
    var rounds = new ArrayList<TwinRound>();
    var rules = TestWorld.rules(TestParameters.full());
    for (int seed = 1; seed <= ROUNDS; seed++) {
      rounds.add(
          TwinRound.of(
              "healthy " + seed, rules, RandomRounds.healthy(seed, ACCOUNTS).build(rules)));
      rounds.add(
          TwinRound.of("troubled " + seed, rules, RandomRounds.troubled(seed, ACCOUNTS, rules)));
    }
    assertThat(Twin.differences(rounds)).isEmpty();
  }

  @Test
  void bothSignTheSameDigestsUnderRandomParameters() {
    var rounds = new ArrayList<TwinRound>();
    for (int seed = 1; seed <= ROUNDS; seed++) {
      var rules = TestWorld.rules(new RandomParameters(seed).next());
      rounds.add(
          TwinRound.of("random " + seed, rules, RandomRounds.troubled(seed, ACCOUNTS, rules)));
    }
    assertThat(Twin.differences(rounds)).isEmpty();
  }
}
