package io.loadline.risk.vectors;

import io.loadline.risk.report.RiskRound;
import io.loadline.risk.rules.DefaultParameters;
import io.loadline.risk.twin.RandomRounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/vectors/accounts.json: accounts for each rule alone, and for all of them together. */
class AccountVectorTest {
  private static final String ORIGIN =
      "io.loadline.risk.vectors.AccountVectorTest of risk-model, which computes it from the cases'"
          + " own bytes; the second implementation in risk-model/src/test/js checks every line.";
  private static final int ACCOUNTS_TOGETHER = 8;

  @Test
  void theVectorsAreWhatTheEngineComputes() throws IOException {
    var file = new VectorFile("accounts.json", ORIGIN);
    for (var each : cases()) {
      var added = file.add(each);
      var result = new RiskRound(1).evaluate(added.snapshot(), added.rules());
      added.json().put("digest", result.digest().toHex());
      var accounts = added.json().putArray("accounts");
      for (int i = 0; i < added.snapshot().accounts().size(); i++) {
        accounts.add(WaterfallJson.of(result, i));
      }
    }
    file.checkOrWrite();
  }

  private static List<VectorCase> cases() {
    var cases = new ArrayList<VectorCase>();
    cases.addAll(ScanCases.all());
    cases.addAll(ChargeCases.all());
    cases.addAll(StateCases.all());
    for (long seed : new long[] {1, 4, 7}) {
      var round = RandomRounds.of(seed, ACCOUNTS_TOGETHER, DefaultParameters.cryptoSpan1());
      cases.add(
          new VectorCase(
              "together-" + seed,
              "Everything at once under the default parameters.",
              round.rules(),
              round.snapshot()));
    }
    return cases;
  }
}
