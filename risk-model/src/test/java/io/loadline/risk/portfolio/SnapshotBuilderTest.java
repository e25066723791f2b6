package io.loadline.risk.portfolio;

import static io.loadline.risk.portfolio.Units.e18;
import static io.loadline.risk.portfolio.Units.e8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.bytes.Address;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {
  private static final Asset ETH = new Asset("ETH");
  private static final Address VENUE = SnapshotBuilder.address("venue");
  private static final Instrument CALL = option(InstrumentKind.CALL);
  private static final Instrument PUT = option(InstrumentKind.PUT);

  @Test
  void orderOfTheCallsDoesNotMatter() throws Exception {
    var one =
        new SnapshotBuilder(1_000, 1)
            .holds("a", CALL, e18("1.5"))
            .holds("b", PUT, e18("-2"))
            .price(ETH, e8("2000"), BigInteger.ZERO)
            .build();
    var other =
        new SnapshotBuilder(1_000, 1)
            .price(ETH, e8("2000"), BigInteger.ZERO)
            .holds("b", PUT, e18("-2"))
            .holds("a", CALL, e18("1.5"))
            .build();
    assertThat(one).isEqualTo(other);
    assertThat(SnapshotCodec.decode(SnapshotCodec.encode(one))).isEqualTo(one);
  }

  @Test
  void whatIsHeldTwiceIsSummedAndWhatSumsToNothingIsLeftOut() {
    var builder =
        new SnapshotBuilder(1_000, 1)
            .holds("a", CALL, e18("1.5"))
            .holds("a", CALL, e18("2"))
            .holds("a", PUT, e18("3"))
            .holds("a", PUT, e18("-3"));
    var snapshot = builder.build();
    var account = snapshot.accounts().getFirst();
    assertThat(account.id()).isEqualTo(builder.accountId("a"));
    assertThat(account.positions()).hasSize(1);
    var position = account.positions().getFirst();
    assertThat(snapshot.instruments().get(position.instrument())).isEqualTo(CALL);
    assertThat(position.quantityE18()).isEqualTo(e18("3.5"));
    assertThat(snapshot.instruments()).contains(PUT);
  }

  @Test
  void depositsPointAtTheirTokens() {
    var later = new CollateralToken(2, VENUE, 6, BigInteger.ZERO);
    var first = new CollateralToken(1, VENUE, 18, BigInteger.TEN);
    var snapshot =
        new SnapshotBuilder(1_000, 1)
            .deposits("a", later, BigInteger.ONE)
            .deposits("a", later, BigInteger.TWO)
            .deposits("b", first, BigInteger.TEN)
            .build();
    assertThat(snapshot.collateral()).containsExactly(first, later);
    var account =
        snapshot.accounts().stream()
            .filter(a -> a.owner().equals(SnapshotBuilder.address("a")))
            .findFirst()
            .orElseThrow();
    assertThat(account.balances())
        .isEqualTo(List.of(new Account.Balance(1, BigInteger.valueOf(3), BigInteger.ZERO)));
    assertThat(account.gcm()).isEqualTo(SnapshotBuilder.GCM);
  }

  @Test
  void aSecondPriceOfAnAssetIsRefused() {
    var builder = new SnapshotBuilder(1_000, 1).price(ETH, e8("2000"), BigInteger.ZERO);
    assertThatThrownBy(() -> builder.price(ETH, e8("2001"), BigInteger.ZERO))
        .hasMessage("the price of ETH is given twice");
  }

  @Test
  void unitsAreExactOrRefused() {
    assertThat(Units.e9("-0.05")).isEqualTo(-50_000_000);
    assertThat(e18("1e-18")).isEqualTo(BigInteger.ONE);
    assertThatThrownBy(() -> e8("0.123456789")).hasMessageContaining("more than 8 digits");
    assertThatThrownBy(() -> Units.e9("10000000000")).hasMessageContaining("out of range");
    assertThatThrownBy(() -> Units.e9("1e-10")).hasMessageContaining("more than 9 digits");
  }

  @Test
  void aLabelsAddressIsTheTailOfItsHash() {
    // keccak256 of nothing ends in these 20 bytes, a published value.
    assertThat(SnapshotBuilder.address("").toHex())
        .isEqualTo("0xdcc703c0e500b653ca82273b7bfad8045d85a470");
    assertThat(SnapshotBuilder.address("GCM")).isEqualTo(SnapshotBuilder.GCM);
  }

  private static Instrument option(InstrumentKind kind) {
    return Instrument.of(1, VENUE, kind, ETH, 2_000, e8("2000"));
  }
}
