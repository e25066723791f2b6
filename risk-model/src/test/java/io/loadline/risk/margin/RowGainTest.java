package io.loadline.risk.margin;

import static io.loadline.risk.portfolio.Units.e18;
import static io.loadline.risk.portfolio.Units.e8;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.margin.AssetCharge.RowCost;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.SnapshotBuilder;
import io.loadline.risk.rules.DefaultParameters;
import io.loadline.risk.rules.OfflineRules;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a waterfall says a row gains, beside what it costs. */
class RowGainTest {
  private static final Asset ETH = new Asset("ETH");

  @Test
  void aRowsGainIsThatOfAllVenuesBeforeTransfers() {
    // Long 3 at home, short 2 abroad, at 1000: net long 1. ETH's range is 20 %, moved in quarters.
    var waterfall =
        new MarginEngine(
                new SnapshotBuilder(1_000_000, 1)
                    .price(ETH, e8("1000"), BigInteger.ZERO)
                    .holds("me", spot(1), e18("3"))
                    .holds("me", spot(2), e18("-2"))
                    .build(),
                OfflineRules.of(DefaultParameters.cryptoSpan1(), List.of()))
            .explain(0);
    var rows = waterfall.assets().getFirst().rows();
    var down = row(rows, "-20 %, volatility up");
    assertThat(down.gainUsdE6()).isEqualTo(BigInteger.valueOf(-200_000_000));
    // Gains abroad pay for nothing: the home venue's 600 count in full.
    assertThat(down.costUsdE6()).isEqualTo(BigInteger.valueOf(600_000_000));
    var up = row(rows, "+20 %, volatility up");
    assertThat(up.gainUsdE6()).isEqualTo(BigInteger.valueOf(200_000_000));
    assertThat(up.costUsdE6()).isPositive().isLessThan(BigInteger.valueOf(400_000_000));
  }

  private static Instrument spot(long chainId) {
    return Instrument.of(
        chainId, SnapshotBuilder.address("venue"), InstrumentKind.SPOT, ETH, 0, BigInteger.ZERO);
  }

  private static RowCost row(List<RowCost> rows, String description) {
    return rows.stream().filter(r -> r.description().equals(description)).findFirst().orElseThrow();
  }
}
