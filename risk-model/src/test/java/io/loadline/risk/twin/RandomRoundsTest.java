package io.loadline.risk.twin;

import io.loadline.risk.report.RiskRound;
import org.junit.jupiter.api.Test;

/** The random rounds are worth comparing: each rule decides something in some of them. */
class RandomRoundsTest {
  private static final int ROUNDS = 60;
  private static final int ACCOUNTS = 40;
  private static final int OFTEN = 5;

  @Test
  void everyLineEveryFlagAndEveryKindIsReached() {
    var seen = new RoundCoverage();
    for (int seed = 0; seed < ROUNDS; seed++) {
      var round = RandomRounds.of(seed, ACCOUNTS);
      seen.add(round.snapshot(), new RiskRound(1).evaluate(round.snapshot(), round.rules()));
    }
    seen.assertEach(OFTEN);
    seen.assertEachWithoutValue(OFTEN);
  }
}
