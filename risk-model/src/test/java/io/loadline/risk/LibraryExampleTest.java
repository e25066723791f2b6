package io.loadline.risk;

import static io.loadline.risk.portfolio.InstrumentKind.CALL;
import static io.loadline.risk.portfolio.InstrumentKind.CASH;
import static io.loadline.risk.portfolio.InstrumentKind.PERPETUAL;
import static io.loadline.risk.portfolio.Units.e18;
import static io.loadline.risk.portfolio.Units.e8;
import static io.loadline.risk.portfolio.Units.e9;
import static java.math.BigInteger.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.margin.MarginEngine;
import io.loadline.risk.margin.Waterfall;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import io.loadline.risk.portfolio.SnapshotBuilder;
import io.loadline.risk.rules.DefaultParameters;
import io.loadline.risk.rules.OfflineRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/library.md shows is compiled, runs, and says what the page says. */
class LibraryExampleTest {
  private static final Path PAGE = Path.of("..", "docs", "library.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/loadline/risk/LibraryExampleTest.java");

  @Test
  void theExampleOfThePageGivesTheMarginsItNames() throws IOException {
    Waterfall why = example();
    assertThat(why.margin().flags()).isZero();
    assertThat(why.margin().initialUsdE6()).isLessThan(why.margin().isolatedUsdE6());
    assertThat(Files.readString(PAGE))
        .contains("`initialUsdE6` " + why.margin().initialUsdE6())
        .contains("`maintenanceUsdE6` " + why.margin().maintenanceUsdE6())
        .contains("`" + why.assets().getFirst().worst().getFirst().description() + "`");
  }

  @Test
  void thePageShowsThisVeryCode() throws IOException {
    String source = Files.readString(SOURCE);
    int from = source.indexOf("Waterfall example() {\n") + "Waterfall example() {\n".length();
    String code = source.substring(from, source.indexOf("\n  }\n", from)).stripIndent();
    assertThat(code.lines().count()).isLessThan(24);
    assertThat(Files.readString(PAGE)).contains("```java\n" + code + "\n```");
  }

  private static Waterfall example() {
    var eth = new Asset("ETH");
    var perps = SnapshotBuilder.address("perps"); // Any address will do; Address.fromHex reads one.
    var options = SnapshotBuilder.address("options");
    long now = 1_772_438_400; // 2026-03-02 08:00 UTC
    long expiry = 1_774_598_400; // 2026-03-27 08:00 UTC
    var smile = new Smile.Quotes(List.of(new Smile.Quote(e8("3000"), e9("0.6"))));
    var slices = List.of(new Slice(expiry, e8("3012"), smile));
    var market = new AssetMarket(eth, e8("3000"), e9("1"), now, e9("0.04"), 0, ZERO, 0, slices);
    var call = Instrument.of(1, options, CALL, eth, expiry, e8("3200"));
    var perpetual = Instrument.of(1, perps, PERPETUAL, eth, 0, ZERO);
    var cash = Instrument.of(1, perps, CASH, new Asset("USD"), 0, ZERO);
    var snapshot =
        new SnapshotBuilder(now, 1)
            .price(eth, e8("3000"), e8("0.5"))
            .market(market)
            .holds("me", call, e18("-100"))
            .holds("me", perpetual, e18("35"))
            .holds("me", cash, e18("-105000")) // The perpetuals were bought at 3000.
            .build();
    var rules = OfflineRules.of(DefaultParameters.cryptoSpan1(), List.of());
    return new MarginEngine(snapshot, rules).explain(0);
  }
}
