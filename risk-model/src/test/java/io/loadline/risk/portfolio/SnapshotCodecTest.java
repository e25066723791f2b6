package io.loadline.risk.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
  private static final Snapshot SNAPSHOT = snapshot();

  @Test
  void everySnapshotComesBack() throws CborException {
    assertThat(SnapshotCodec.decode(SnapshotCodec.encode(SNAPSHOT))).isEqualTo(SNAPSHOT);
  }

  /** What decodes at all is canonical: no two encodings of one snapshot, and every byte matters. */
  @Test
  void everyChangedByteIsRefusedOrGivesAnotherSnapshot() {
    var bytes = SnapshotCodec.encode(SNAPSHOT);
    for (int i = 0; i < bytes.length; i++) {
      for (var flip : new int[] {0x01, 0x80, 0x20, 0xff}) {
        var mutated = bytes.clone();
        mutated[i] ^= (byte) flip;
        try {
          var decoded = SnapshotCodec.decode(mutated);
          assertThat(decoded).as("byte %d", i).isNotEqualTo(SNAPSHOT);
          assertThat(SnapshotCodec.encode(decoded)).as("byte %d", i).isEqualTo(mutated);
        } catch (CborException e) {
          assertThat(e.offset()).as("byte %d: %s", i, e.reason()).isBetween(0, bytes.length);
        }
      }
    }
  }

  @Test
  void everyShortenedOrLengthenedEncodingIsRefused() {
    var bytes = SnapshotCodec.encode(SNAPSHOT);
    for (int length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SnapshotCodec.decode(cut)).isInstanceOf(CborException.class);
    }
    assertThatThrownBy(() -> SnapshotCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(CborException.class);
  }

  @Test
  void listsOutOfOrderAreRefused() {
    var pins = SNAPSHOT.pins().reversed();
    assertThatThrownBy(() ->
            new Snapshot(
                SNAPSHOT.networkId(),
                SNAPSHOT.rulesHash(),
                1,
                1,
                1,
                pins,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Carried.none()))
        .hasMessageContaining("pins must rise");
  }

  @Test
  void idsThatAreNotTheHashOfTheirPartsAreRefused() {
    var i = SNAPSHOT.instruments().getFirst();
    assertThatThrownBy(() ->
            new Instrument(
                Bytes32.ZERO,
                i.chainId(),
                i.venue(),
                i.kind(),
                i.asset(),
                i.expirySeconds(),
                i.strikeUsdE8()))
        .hasMessageContaining("instrument id");
  }

  @Test
  void positionBeyondInt128IsRefused() {
    assertThat(new Account.Position(0, BigInteger.ONE.shiftLeft(127).negate())).isNotNull();
    assertThatThrownBy(() -> new Account.Position(0, BigInteger.ONE.shiftLeft(127)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Bytes counted by hand from docs/formats.md: an array of six, version 1, 32 zero bytes, three
   * empty things.
   */
  @Test
  void stateRootHashesTheCarriedStateWithoutWhatOnlyTheNextRoundKnows() {
    var carried =
        new Carried(
            Keccak.hash("report"),
            9,
            BigInteger.TWO,
            List.of(new Carried.PriorPin(5, 6)),
            List.of());
    var byHand =
        new CborWriter()
            .array(6)
            .integer(1)
            .bytes(new byte[32])
            .integer(0)
            .integer(0)
            .array(1)
            .array(2)
            .integer(5)
            .integer(6)
            .array(0)
            .toByteArray();
    assertThat(CarriedCodec.stateRoot(carried)).isEqualTo(Keccak.hash(byHand));
  }

  private static Snapshot snapshot() {
    var carried =
        new Carried(
            Keccak.hash("previous"),
            6,
            BigInteger.valueOf(11),
            List.of(new Carried.PriorPin(TestBooks.HOME, 292)),
            List.of(
                new Carried.PriorRequirement(
                    TestBooks.accountId("a"), BigInteger.TEN, BigInteger.TWO)));
    return new TestBooks.Builder()
        .holds("a", TestBooks.linear(InstrumentKind.PERPETUAL, TestBooks.ETH), "-3.5")
        .holds(
            "a",
            TestBooks.option(InstrumentKind.PUT, TestBooks.ETH, TestBooks.IN_30_DAYS, 1800),
            "1000000")
        .holds("b", TestBooks.cash(TestBooks.HOME, TestBooks.PERPETUALS), "12.25")
        .deposits("a", "250", "50")
        .locks("a", new Account.Line(TestBooks.AWAY, TestBooks.GUARD, TestBooks.e6("100")))
        .carried(carried)
        .build(TestBooks.rules());
  }
}
