package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
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
      rounds.add(round(rules, RandomRounds.healthy(seed, ACCOUNTS).build(rules)));
      rounds.add(round(rules, RandomRounds.troubled(seed, ACCOUNTS, rules)));
    }
    assertThat(Twin.differences(rounds)).isEmpty();
  }

  @Test
  void bothSignTheSameDigestsUnderRandomParameters() {
    var rounds = new ArrayList<TwinRound>();
    for (int seed = 1; seed <= ROUNDS; seed++) {
      var rules = TestWorld.rules(new RandomParameters(seed).next());
      rounds.add(round(rules, RandomRounds.troubled(seed, ACCOUNTS, rules)));
    }
    assertThat(Twin.differences(rounds)).isEmpty();
  }

  private static TwinRound round(Rules rules, Snapshot snapshot) {
    RoundResult result = new RiskRound().evaluate(snapshot, rules);
    return new TwinRound(
        TwinRound.hex(RulesCodec.encode(rules)),
        TwinRound.hex(SnapshotCodec.encode(snapshot)),
        result.digest().toHex(),
        result.sections().requirements().leaves().stream()
            .map(leaf ->
                new TwinRound.Account(
                    leaf.account().toHex(),
                    leaf.initialUsdE6(),
                    leaf.maintenanceUsdE6(),
                    leaf.isolatedUsdE6(),
                    leaf.flags()))
            .toList());
  }
}
