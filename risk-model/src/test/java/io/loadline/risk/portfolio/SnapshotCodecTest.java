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
import java.util.Optional;
import java.util.stream.IntStream;
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
   * Bytes counted by hand from docs/formats.md: an array of seven, version 2, 32 zero bytes, two
   * zeros, then what the round knows.
   */
  @Test
  void stateRootHashesTheCarriedStateWithoutWhatOnlyTheNextRoundKnows() {
    var carried =
        new Carried(
            Keccak.hash("report"),
            9,
            BigInteger.TWO,
            List.of(new Carried.PriorPin(5, 6)),
            List.of(),
            List.of(
                new PriorAsset(
                    TestBooks.ETH,
                    2,
                    3,
                    7,
                    BigInteger.TEN,
                    List.of(new PriorAsset.TimedPrice(7, BigInteger.TEN)),
                    Optional.empty())));
    var byHand =
        new CborWriter()
            .array(7)
            .integer(2)
            .bytes(new byte[32])
            .integer(0)
            .integer(0)
            .array(1)
            .array(2)
            .integer(5)
            .integer(6)
            .array(0)
            .array(1)
            .array(7)
            .bytes(TestBooks.ETH.bytes16())
            .integer(2)
            .integer(3)
            .integer(7)
            .integer(10)
            .array(1)
            .array(2)
            .integer(7)
            .integer(10)
            .nil()
            .toByteArray();
    assertThat(CarriedCodec.stateRoot(carried)).isEqualTo(Keccak.hash(byHand));
  }

  @Test
  void windowOfMoreThanSixtyFourPricesIsRefused() {
    var longest = window(PriorAsset.MAX_WINDOW);
    assertThat(priorAsset(TestBooks.ETH, longest, Optional.empty()).window()).hasSize(64);
    assertThatThrownBy(() -> priorAsset(TestBooks.ETH, window(65), Optional.empty()))
        .hasMessageContaining("length of the price window");
  }

  @Test
  void windowTimesMustRise() {
    var twice = List.of(window(1).getFirst(), window(1).getFirst());
    assertThatThrownBy(() -> priorAsset(TestBooks.ETH, twice, Optional.empty()))
        .hasMessageContaining("window times must rise");
  }

  @Test
  void carriedMarketOfAnotherAssetIsRefused() {
    var market = Optional.of(TestBooks.market(TestBooks.BTC, 40_000));
    assertThatThrownBy(() -> priorAsset(TestBooks.ETH, List.of(), market))
        .hasMessageContaining("asset of carried market");
  }

  @Test
  void breakerStatesAndCalmCountsBeyondTheirRangeAreRefused() {
    assertThat(prior(2, 255).calm()).isEqualTo(255);
    assertThatThrownBy(() -> prior(3, 0)).hasMessageContaining("breaker state");
    assertThatThrownBy(() -> prior(0, 256)).hasMessageContaining("calm rounds");
  }

  @Test
  void carriedAssetsOutOfOrderAreRefused() {
    var bitcoin = priorAsset(TestBooks.BTC, List.of(), Optional.empty());
    assertThatThrownBy(() ->
            new Carried(
                Bytes32.ZERO,
                0,
                BigInteger.ZERO,
                List.of(),
                List.of(),
                List.of(priorEther(), bitcoin)))
        .hasMessageContaining("carried assets must rise");
  }

  @Test
  void supplyBeyondSixteenBytesIsRefused() {
    var token = SNAPSHOT.collateral().getFirst();
    var most = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
    assertThat(new CollateralToken(token.chainId(), token.token(), 6, most).supply())
        .isEqualTo(most);
    assertThatThrownBy(
            () -> new CollateralToken(token.chainId(), token.token(), 6, most.add(BigInteger.ONE)))
        .hasMessageContaining("token supply");
  }

  private static PriorAsset prior(int state, int calm) {
    return new PriorAsset(
        TestBooks.ETH, state, calm, 0, BigInteger.ZERO, List.of(), Optional.empty());
  }

  private static PriorAsset priorAsset(
      Asset asset, List<PriorAsset.TimedPrice> window, Optional<AssetMarket> market) {
    return new PriorAsset(asset, 1, 200, TestBooks.NOW - 12, TestBooks.e8(2_001), window, market);
  }

  /** With a market that pays the long side and redeems for more than one. */
  private static PriorAsset priorEther() {
    var market = TestBooks.market(TestBooks.ETH, 2_000);
    var unusual =
        new AssetMarket(
            market.asset(),
            market.feedSpotUsdE8(),
            market.confidenceE9(),
            market.timeSeconds(),
            market.rateE9(),
            -300_000,
            BigInteger.ONE.shiftLeft(100),
            1_170_000_000,
            market.slices());
    return priorAsset(TestBooks.ETH, window(3), Optional.of(unusual));
  }

  private static List<PriorAsset.TimedPrice> window(int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> new PriorAsset.TimedPrice(TestBooks.NOW + i, TestBooks.e8(2_000 + i)))
        .toList();
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
                    TestBooks.accountId("a"), BigInteger.TEN, BigInteger.TWO)),
            List.of(priorAsset(TestBooks.BTC, List.of(), Optional.empty()), priorEther()));
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
