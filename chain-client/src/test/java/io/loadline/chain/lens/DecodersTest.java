package io.loadline.chain.lens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes written out by hand from docs/formats.md section 4. */
class DecodersTest {
  private static final Address VENUE = Address.fromHex("0x" + "aa".repeat(20));
  private static final Asset ETH = new Asset("ETH");
  private static final String ETH16 = "455448" + "00".repeat(13);

  private static byte[] bytes(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex));
  }

  /** A number as so many bytes. */
  private static String n(int size, long value) {
    return String.format("%0" + 2 * size + "x", value);
  }

  private static byte[] account() {
    return bytes(
        "11".repeat(20),
        n(4, 7),
        "00".repeat(20),
        n(8, 3),
        n(16, 1_000),
        n(16, 50),
        n(1, 2),
        n(16, 500),
        n(16, 100),
        n(16, 0),
        n(16, 0),
        n(1, 1),
        n(8, 1_002),
        "bb".repeat(20),
        n(16, 250),
        n(1, 1),
        n(8, 1_002),
        "bb".repeat(20),
        "cc".repeat(20),
        n(1, 1),
        "aa".repeat(20),
        n(16, 9));
  }

  private static byte[] market() {
    return bytes(
        n(16, 230_000_000_000L),
        n(4, 999_000_000),
        n(8, 1_704_700_000),
        "ffffffffff48e500",
        "fffffffffffe7960",
        n(16, 10_000_000_000L),
        n(8, 1_170_000_000),
        n(2, 2),
        n(8, 100),
        n(16, 231),
        "00",
        n(2, 2),
        n(16, 200),
        n(8, 61),
        n(16, 240),
        n(8, 58),
        n(8, 200),
        n(16, 233),
        "01",
        n(8, 1),
        n(8, 2),
        "ffffffffffffffff",
        n(8, 4),
        n(8, 5),
        n(8, 6));
  }

  private static byte[] tokens() {
    return bytes("ff".repeat(20), "06", n(16, 0), "01".repeat(20), "12", "ff".repeat(16));
  }

  private static byte[] instrument() {
    return packed(
        Instrument.of(5, VENUE, InstrumentKind.PUT, ETH, 1_711_699_200, BigInteger.valueOf(2_200)));
  }

  private static byte[] packed(Instrument instrument) {
    return bytes(
        instrument.id().toHex().substring(2),
        n(1, instrument.kind().code()),
        ETH16,
        n(8, instrument.expirySeconds()),
        n(16, instrument.strikeUsdE8().longValueExact()));
  }

  private static byte[] positions() {
    return bytes(
        n(2, 2),
        n(4, 0),
        n(16, 5),
        n(4, 3),
        "f".repeat(32), //
        n(2, 0), //
        n(2, 1),
        n(4, 6),
        "80" + "00".repeat(15));
  }

  @Test
  void accountsAreReadFieldByField() throws Exception {
    byte[] two = Arrays.copyOf(account(), account().length + 88);
    List<GcmAccount> accounts = GcmDecoder.accounts(two, 2, "test");
    GcmAccount first = accounts.getFirst();
    assertThat(first.owner()).isEqualTo(Address.fromHex("11".repeat(20)));
    assertThat(first.subAccount()).isEqualTo(7);
    assertThat(first.provenHeight()).isEqualTo(3);
    assertThat(first.provenInitialUsdE6()).isEqualTo(1_000);
    assertThat(first.reservedUsdE6()).isEqualTo(50);
    assertThat(first.holdings())
        .containsExactly(
            new GcmAccount.Holding(BigInteger.valueOf(500), BigInteger.valueOf(100)),
            new GcmAccount.Holding(BigInteger.ZERO, BigInteger.ZERO));
    assertThat(first.locks().getFirst().lockedUsdE6()).isEqualTo(250);
    assertThat(first.links().getFirst().holder()).isEqualTo(Address.fromHex("cc".repeat(20)));
    assertThat(first.venues().getFirst().venue()).isEqualTo(VENUE);
    assertThat(accounts.get(1).owner()).isEqualTo(Address.ZERO);
    assertThat(accounts.get(1).venues()).isEmpty();
  }

  @Test
  void moreSetAsideThanHeldIsMalformed() {
    byte[] account = account();
    account[20 + 4 + 20 + 8 + 32 + 1 + 16] = 1;
    assertThatThrownBy(() -> GcmDecoder.accounts(account, 1, "test"))
        .isInstanceOf(RpcException.Malformed.class);
  }

  @Test
  void tokensKeepTheContractsOrder() throws Exception {
    assertThat(GcmDecoder.tokens(tokens(), 9, "test"))
        .containsExactly(
            new CollateralToken(9, Address.fromHex("ff".repeat(20)), 6, BigInteger.ZERO),
            new CollateralToken(
                9,
                Address.fromHex("01".repeat(20)),
                18,
                BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE)));
    assertThat(GcmDecoder.tokens(new byte[0], 9, "test")).isEmpty();
  }

  @Test
  void moreTokensThanAnAccountCanCountAreMalformed() throws Exception {
    byte[] most = new byte[37 * 255];
    assertThat(GcmDecoder.tokens(most, 9, "test")).hasSize(255);
    assertThatThrownBy(() -> GcmDecoder.tokens(Arrays.copyOf(most, 37 * 256), 9, "test"))
        .isInstanceOf(RpcException.Malformed.class)
        .hasMessageContaining("more than 255 tokens");
  }

  @Test
  void instrumentWhoseIdIsNotItsHashIsMalformed() throws Exception {
    byte[] good = instrument();
    assertThat(VenueDecoder.instruments(good, 1, 5, VENUE, "test").getFirst().kind())
        .isEqualTo(InstrumentKind.PUT);
    assertThatThrownBy(() -> VenueDecoder.instruments(good, 1, 6, VENUE, "test"))
        .isInstanceOf(RpcException.Malformed.class)
        .hasMessageContaining("instrument id");
  }

  @Test
  void positionsAreSignedAndRising() throws Exception {
    List<List<VenueDecoder.VenuePosition>> read = VenueDecoder.positions(positions(), 3, 7, "test");
    assertThat(read.get(0))
        .containsExactly(
            new VenueDecoder.VenuePosition(0, BigInteger.valueOf(5)),
            new VenueDecoder.VenuePosition(3, BigInteger.valueOf(-1)));
    assertThat(read.get(1)).isEmpty();
    assertThat(read.get(2).getFirst().quantityE18()).isEqualTo(BigInteger.TWO.pow(127).negate());
  }

  @Test
  void positionsOutOfOrderOutOfRangeOrZeroAreMalformed() {
    for (byte[] bad :
        List.of(
            bytes(n(2, 2), n(4, 3), n(16, 5), n(4, 3), n(16, 5)),
            bytes(n(2, 1), n(4, 7), n(16, 5)),
            bytes(n(2, 1), "ffffffff", n(16, 5)),
            bytes(n(2, 1), n(4, 3), n(16, 0)))) {
      assertThatThrownBy(() -> VenueDecoder.positions(bad, 1, 7, "test"))
          .isInstanceOf(RpcException.Malformed.class);
    }
  }

  @Test
  void marketHasBothKindsOfSmile() throws Exception {
    AssetMarket market = FeedDecoder.market(market(), ETH, "test").orElseThrow();
    assertThat(market.confidenceE9()).isEqualTo(999_000_000);
    assertThat(market.rateE9()).isEqualTo(-12_000_000);
    assertThat(market.fundingE9()).isEqualTo(-100_000);
    assertThat(market.dailyVolumeUsd()).isEqualTo(10_000_000_000L);
    assertThat(market.redemptionE9()).isEqualTo(1_170_000_000);
    assertThat(market.slices().get(0).smile())
        .isEqualTo(
            new Smile.Quotes(
                List.of(
                    new Smile.Quote(BigInteger.valueOf(200), 61),
                    new Smile.Quote(BigInteger.valueOf(240), 58))));
    assertThat(market.slices().get(1).smile()).isEqualTo(new Smile.Svi(1, 2, -1, 4, 5, 6));
    assertThat(FeedDecoder.market(new byte[0], ETH, "test")).isEmpty();
  }

  @Test
  void redemptionBeyondSixtyThreeBitsIsMalformed() {
    byte[] market = market();
    market[16 + 4 + 8 + 8 + 8 + 16] = (byte) 0x80;
    assertThatThrownBy(() -> FeedDecoder.market(market, ETH, "test"))
        .isInstanceOf(RpcException.Malformed.class);
  }

  @Test
  void instrumentsOfEveryKindAreReadAndOthersAreMalformed() throws Exception {
    for (InstrumentKind kind : InstrumentKind.values()) {
      Instrument instrument =
          Instrument.of(
              5,
              VENUE,
              kind,
              ETH,
              kind.hasExpiry() ? 1_711_699_200 : 0,
              BigInteger.valueOf(kind.isOption() ? 2_200 : 0));
      byte[] packed = packed(instrument);
      assertThat(VenueDecoder.instruments(packed, 1, 5, VENUE, "test")).containsExactly(instrument);
    }
    byte[] unknown = instrument();
    unknown[32] = (byte) InstrumentKind.values().length;
    assertThatThrownBy(() -> VenueDecoder.instruments(unknown, 1, 5, VENUE, "test"))
        .isInstanceOf(RpcException.Malformed.class)
        .hasMessageContaining("instrument kind");
  }

  @Test
  void everyCutAndEveryExtraByteIsMalformed() {
    for (byte[] whole : List.of(account(), market(), instrument(), positions(), tokens())) {
      for (int length = 1; length <= whole.length + 1; length++) {
        boolean lessTokens = Arrays.equals(whole, tokens()) && length == whole.length / 2;
        if (length != whole.length && !lessTokens) {
          byte[] wrong = Arrays.copyOf(whole, length);
          assertThatThrownBy(() -> decode(whole, wrong))
              .as("%d of %d bytes", length, whole.length)
              .isInstanceOf(RpcException.Malformed.class);
        }
      }
    }
  }

  @Test
  void arbitraryBytesGiveAValueOrATypedErrorAndNothingElse() {
    SplittableRandom random = new SplittableRandom(11);
    int refused = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      for (byte[] shape : List.of(account(), market(), instrument(), positions(), tokens())) {
        byte[] mutated = shape.clone();
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
        for (byte[] input : List.of(noise, mutated)) {
          try {
            decode(shape, input);
          } catch (RpcException _) {
            refused++; // Anything else than a typed error would end the test.
          }
        }
      }
    }
    assertThat(refused).isGreaterThan(16_000);
  }

  /** Decodes {@code input} as what {@code like} is. */
  private static void decode(byte[] like, byte[] input) throws RpcException {
    if (Arrays.equals(like, account())) {
      GcmDecoder.accounts(input, 1, "test");
    } else if (Arrays.equals(like, market())) {
      FeedDecoder.market(input, ETH, "test");
    } else if (Arrays.equals(like, instrument())) {
      VenueDecoder.instruments(input, 1, 5, VENUE, "test");
    } else if (Arrays.equals(like, tokens())) {
      GcmDecoder.tokens(input, 9, "test");
    } else {
      VenueDecoder.positions(input, 3, 7, "test");
    }
  }

  @Test
  void abiEncodedBytesAreTakenApartStrictly() throws Exception {
    byte[] good = bytes(n(32, 32), n(32, 3), "010203", "00".repeat(29));
    assertThat(PinnedCaller.unwrapBytes(good, "test")).containsExactly(1, 2, 3);
    for (byte[] bad :
        List.of(
            new byte[0],
            bytes(n(32, 32)),
            bytes(n(32, 64), n(32, 3), "010203", "00".repeat(29)),
            bytes(n(32, 32), n(32, 33), "010203", "00".repeat(29)),
            bytes(n(32, 32), n(32, 3), "010203"),
            bytes(n(32, 32), "f".repeat(64), "010203", "00".repeat(29)))) {
      assertThatThrownBy(() -> PinnedCaller.unwrapBytes(bad, "test"))
          .isInstanceOf(RpcException.Malformed.class);
    }
  }
}
