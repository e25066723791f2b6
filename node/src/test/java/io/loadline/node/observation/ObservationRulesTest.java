package io.loadline.node.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Certificate;
import io.loadline.node.bundle.TestNetwork;
import io.loadline.node.observation.ObservationBody.ChainCheckpoints;
import io.loadline.node.observation.ObservationBody.Checkpoint;
import io.loadline.node.observation.ObservationBody.Previous;
import io.loadline.node.observation.ObservationBody.Price;
import io.loadline.node.observation.PinChoice.ChainBlock;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.ObservedPrice;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ObservationRulesTest {
  private static final long AWAY = 31_338;
  private static final TestNetwork NETWORK = new TestNetwork(5);
  private static final int FAULTS = 1;

  @Test
  void thePinIsTheHighestCheckpointThatMoreThanFaultsList() {
    assertThat(
            pins(
                Carried.none(),
                sees(block(8), block(16), block(24)),
                sees(block(8), block(16)),
                sees(block(8))))
        .isEqualTo(new PinChoice.Chosen(List.of(new ChainBlock(AWAY, 16, hash("16")))));
  }

  @Test
  void oneOperatorAloneMovesNoPin() {
    assertThat(pins(Carried.none(), sees(block(24)), sees(block(16)), sees(block(8))))
        .isEqualTo(new PinChoice.Missing(AWAY));
  }

  @Test
  void blocksBetweenCheckpointsAndBelowThePreviousPinDoNotCount() {
    Carried carried =
        new Carried(
            Bytes32.ZERO,
            0,
            BigInteger.ZERO,
            List.of(new Carried.PriorPin(AWAY, 16)),
            List.of(),
            List.of());
    assertThat(pins(carried, sees(block(8), block(17)), sees(block(8), block(17))))
        .isEqualTo(new PinChoice.Missing(AWAY));
    assertThat(pins(carried, sees(block(16)), sees(block(16))))
        .isEqualTo(new PinChoice.Chosen(List.of(new ChainBlock(AWAY, 16, hash("16")))));
  }

  @Test
  void aNumberWithTwoSupportedHashesIsPassedOver() {
    Checkpoint other = new Checkpoint(24, hash("fork"));
    assertThat(
            pins(
                Carried.none(),
                sees(block(16), block(24)),
                sees(block(16), block(24)),
                sees(block(16), other),
                sees(other)))
        .isEqualTo(new PinChoice.Chosen(List.of(new ChainBlock(AWAY, 16, hash("16")))));
  }

  @Test
  void thePriceIsTheLowerMedianAndTheSpreadHalfTheRangeRoundedUp() {
    // 2300, 2301, 2302, 2305: lower middle 2301; range 5, half of it up 3.
    assertThat(prices(2305, 2300, 2302, 2301)).containsExactly(observed(2301, 3));
    assertThat(prices(7, 7, 7)).containsExactly(observed(7, 0));
  }

  @Test
  void fewerThanTwoFaultsPlusOnePricesAreNone() {
    assertThat(prices(2300, 2301)).isEmpty();
  }

  @Test
  void faultyPricesCannotLeaveTheHonestRange() {
    assertThat(prices(1, 2300, 2301).getFirst().priceUsdE8()).isEqualTo(2300);
    assertThat(prices(999_999, 2300, 2301).getFirst().priceUsdE8()).isEqualTo(2301);
  }

  @Test
  void thePreviousReportIsTheHighestWithAValidCertificate() {
    Digest two = digest("two");
    Digest four = digest("four");
    Certificate genuine = NETWORK.commits(2, two);
    Certificate thin =
        new Certificate(4, 0, four, NETWORK.commits(4, four).signatures().subList(0, 2));
    Certificate forged = new Certificate(4, 0, four, NETWORK.commits(3, four).signatures());
    assertThat(previous(9, shows(genuine), shows(thin), shows(forged)))
        .isEqualTo(new PreviousChoice(bytes32(two), 2, BigInteger.valueOf(0b111)));
    assertThat(previous(9, shows(genuine), shows(NETWORK.commits(4, four))).height()).isEqualTo(4);
    assertThat(previous(9)).isEqualTo(PreviousChoice.NONE);
  }

  @Test
  void aReportAtOrAboveTheHeightIsNotPrevious() {
    assertThat(previous(2, shows(NETWORK.commits(2, digest("two")))))
        .isEqualTo(PreviousChoice.NONE);
  }

  @Test
  void bodiesReadBackAndNothingElseIsRead() throws CborException {
    ObservationBody body =
        new ObservationBody(
            7,
            2,
            List.of(new ChainCheckpoints(AWAY, List.of(block(8), block(16)))),
            List.of(new Price(TestNetwork.ETH, BigInteger.TEN.pow(30))),
            Optional.of(new Previous(hash("r"), 6, Bytes.of((byte) 1))));
    byte[] bytes = ObservationCodec.encode(body);
    assertThat(ObservationCodec.decode(bytes)).isEqualTo(body);
    for (int length = 0; length < bytes.length; length++) {
      byte[] shorter = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ObservationCodec.decode(shorter)).isInstanceOf(CborException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> ObservationCodec.decode(longer)).isInstanceOf(CborException.class);
  }

  @Test
  void nineCheckpointsOrUnorderedOnesAreRefused() {
    List<Checkpoint> nine = LongStream.rangeClosed(1, 9).mapToObj(i -> block(8 * i)).toList();
    assertThatThrownBy(() -> new ChainCheckpoints(AWAY, nine))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ChainCheckpoints(AWAY, List.of(block(16), block(8))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Price(new Asset("ETH"), BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PinChoice pins(Carried carried, ObservationBody... bodies) {
    return ObservationRules.pins(List.of(bodies), NETWORK.rules, FAULTS, carried);
  }

  private static List<ObservedPrice> prices(long... prices) {
    List<ObservationBody> bodies =
        IntStream.range(0, prices.length)
            .mapToObj(i ->
                new ObservationBody(
                    9,
                    0,
                    List.of(),
                    List.of(new Price(TestNetwork.ETH, BigInteger.valueOf(prices[i]))),
                    Optional.empty()))
            .toList();
    return ObservationRules.prices(bodies, NETWORK.rules, FAULTS);
  }

  private static ObservedPrice observed(long price, long spread) {
    return new ObservedPrice(
        TestNetwork.ETH, BigInteger.valueOf(price), BigInteger.valueOf(spread));
  }

  private static PreviousChoice previous(long height, ObservationBody... bodies) {
    return ObservationRules.previous(List.of(bodies), NETWORK.committee, height);
  }

  private static ObservationBody shows(Certificate certificate) {
    Previous previous =
        new Previous(
            bytes32(certificate.digest()),
            certificate.height(),
            Bytes.of(CertificateCodec.encode(certificate)));
    return new ObservationBody(9, 0, List.of(), List.of(), Optional.of(previous));
  }

  private static ObservationBody sees(Checkpoint... blocks) {
    return new ObservationBody(
        9, 0, List.of(new ChainCheckpoints(AWAY, List.of(blocks))), List.of(), Optional.empty());
  }

  private static Checkpoint block(long number) {
    return new Checkpoint(number, hash(Long.toString(number)));
  }

  private static Bytes32 hash(String text) {
    return Keccak.hash(text);
  }

  private static Digest digest(String text) {
    return Digest.of(hash(text).toByteArray());
  }

  private static Bytes32 bytes32(Digest digest) {
    return Bytes32.of(digest.bytes());
  }
}
