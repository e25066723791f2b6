package io.loadline.risk.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.TestBooks;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.ScenarioSet;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceMarginTest {
  private static final int ACCOUNTS = 300;

  /**
   * With 12 decimals a lot is so small that ordinary books leave 64 bits: the wide sums are at
   * work.
   */
  @ParameterizedTest
  @CsvSource({"G33, 4, 26, 1000000000", "S16, 2, 30, 1250000000", "G33, 12, 33, 1100000001"})
  void engineEqualsTheStandardWrittenASecondTime(
      ScenarioSet set, int lotDecimals, int quantumBits, long imFactorE9) {
    var parameters =
        ParameterSet.plain(
            "test",
            set,
            imFactorE9,
            800_000_000,
            List.of(
                TestBooks.parameters(TestBooks.BTC, lotDecimals, quantumBits),
                TestBooks.parameters(TestBooks.ETH, lotDecimals, quantumBits)));
    var rules = TestBooks.rules(parameters);
    var books = new RandomBooks(lotDecimals);
    var builder = new TestBooks.Builder();
    for (int i = 0; i < ACCOUNTS; i++) {
      books.fill(builder, "owner " + i, 1 + books.random().nextInt(12));
    }
    var snapshot = builder.build(rules);
    var engine = new MarginEngine(snapshot, rules);
    var reference = new ReferenceMargin(snapshot, rules, engine);
    var margins = engine.margins(1);
    for (int i = 0; i < margins.size(); i++) {
      var account = snapshot.accounts().get(i);
      var margin = margins.get(i);
      assertThat(margin.overflow()).isFalse();
      assertThat(
              List.<BigInteger>of(
                  margin.initialUsdE6(), margin.maintenanceUsdE6(), margin.isolatedUsdE6()))
          .as("%s", account)
          .containsExactly(
              reference.initialUsdE6(account),
              reference.maintenanceUsdE6(account),
              reference.isolatedUsdE6(account));
    }
  }
}
