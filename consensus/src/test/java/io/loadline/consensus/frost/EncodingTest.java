package io.loadline.consensus.frost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EncodingTest {
  private static final String ORDER =
      "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
  private static final String GENERATOR_X =
      "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
  private static final String GENERATOR_Y =
      "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8";
  private static final BigInteger FIELD_PRIME =
      BigInteger.TWO.pow(256).subtract(BigInteger.valueOf(0x1000003d1L));

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @Test
  void aScalarIsThirtyTwoBytesBelowTheOrder() {
    byte[] largest = hex(ORDER);
    largest[31]--;
    assertThat(Scalar.parse(largest).orElseThrow().toBytes()).isEqualTo(largest);
    assertThat(Scalar.parse(largest).orElseThrow()).isEqualTo(Scalar.ONE.negate());
    assertThat(Scalar.parse(hex(ORDER))).isEmpty();
    assertThat(Scalar.parse(hex("ff".repeat(32)))).isEmpty();
    assertThat(Scalar.parse(new byte[31])).isEmpty();
    assertThat(Scalar.parse(new byte[33])).isEmpty();
    assertThat(Scalar.parse(new byte[0])).isEmpty();
    assertThat(Scalar.parse(new byte[32])).contains(Scalar.ZERO);
  }

  @Test
  void smallAndLargeScalarsKeepTheirWidth() {
    assertThat(Vectors.hex(Scalar.ONE.toBytes())).isEqualTo("00".repeat(31) + "01");
    byte[] topBitSet = hex("80" + "00".repeat(31));
    assertThat(Scalar.parse(topBitSet).orElseThrow().toBytes()).isEqualTo(topBitSet);
  }

  @Test
  void scalarArithmeticIsModuloTheOrder() {
    Scalar two = Scalar.of(2);
    assertThat(two.times(two.inverse())).isEqualTo(Scalar.ONE);
    assertThat(Scalar.ONE.minus(two)).isEqualTo(Scalar.ONE.negate());
    assertThat(Scalar.ONE.negate().plus(Scalar.ONE)).isEqualTo(Scalar.ZERO);
    assertThatThrownBy(Scalar.ZERO::inverse).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Scalar.of(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPointIsThirtyThreeCompressedBytes() {
    Point generator = Point.parse(hex("02" + GENERATOR_X)).orElseThrow();
    assertThat(generator).isEqualTo(Point.GENERATOR);
    assertThat(Vectors.hex(generator.x())).isEqualTo(GENERATOR_X);
    assertThat(Vectors.hex(generator.y())).isEqualTo(GENERATOR_Y);
    assertThat(Point.parse(hex("03" + GENERATOR_X))).contains(Point.GENERATOR.negate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "00", // the identity in SEC1
        "02", // no x
        "00" + GENERATOR_X,
        "01" + GENERATOR_X,
        "04" + GENERATOR_X,
        "05" + GENERATOR_X,
        "04" + GENERATOR_X + GENERATOR_Y, // uncompressed
        "06" + GENERATOR_X + GENERATOR_Y, // hybrid
        "02" + GENERATOR_X + "00", // one byte more
        "000000000000000000000000000000000000000000000000000000000000000000", // zeros
        "020000000000000000000000000000000000000000000000000000000000000005", // not on the curve
        "02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", // x = p
        "02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc30", // x = p + 1
        "02ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      })
  void anythingElseIsNoPoint(String digits) {
    assertThat(Point.parse(hex(digits))).isEmpty();
    assertThat(NonceCommitment.parse(hex(digits + "02" + GENERATOR_X))).isEmpty();
    assertThat(NonceCommitment.parse(hex("02" + GENERATOR_X + digits))).isEmpty();
  }

  @Test
  void theIdentityNeverBecomesAPoint() {
    assertThat(Point.GENERATOR.plus(Point.GENERATOR.negate())).isEmpty();
    assertThatThrownBy(() -> Point.generatorTimes(Scalar.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoCoordinatesMustBeOnTheCurveTogether() {
    assertThat(Point.parse(hex(GENERATOR_X), hex(GENERATOR_Y))).contains(Point.GENERATOR);
    byte[] wrong = hex(GENERATOR_Y);
    wrong[0] ^= 1;
    assertThat(Point.parse(hex(GENERATOR_X), wrong)).isEmpty();
    byte[] unreduced = Bytes.fixed(new BigInteger(1, hex(GENERATOR_Y)).add(BigInteger.ONE), 32);
    assertThat(Point.parse(hex(GENERATOR_X), unreduced)).isEmpty();
    assertThat(Point.parse(hex(GENERATOR_X), new byte[31])).isEmpty();
  }

  @Test
  void aGroupKeyWithAnXThatEcrecoverRefusesIsRefused() {
    // Points with x between the group order and the field prime exist, however rare.
    BigInteger x = Secp256k1.ORDER;
    Point found = null;
    while (found == null) {
      assertThat(x).isLessThan(FIELD_PRIME);
      found = Point.parse(Bytes.concat(new byte[] {2}, Bytes.fixed(x, 32))).orElse(null);
      x = x.add(BigInteger.ONE);
    }
    Point tooLarge = found;
    assertThat(GroupKey.isUsable(tooLarge)).isFalse();
    assertThatThrownBy(() -> new GroupKey(tooLarge)).isInstanceOf(IllegalArgumentException.class);
    GroupKey odd = new GroupKey(Point.GENERATOR.negate());
    assertThat(odd.parity()).isEqualTo(1);
    assertThat(new GroupKey(Point.GENERATOR).parity()).isZero();
    assertThat(Vectors.hex(odd.x())).isEqualTo(GENERATOR_X);
  }

  @Test
  void aSignatureReadsBackFromBothForms() {
    GroupSignature signature = new TestGroup(3, 2, 5).new Session(new byte[32], 1, 2).signature();
    assertThat(signature.toBytes()).hasSize(96);
    assertThat(signature.toCompressedBytes()).hasSize(65);
    assertThat(GroupSignature.parse(signature.toBytes())).contains(signature);
    assertThat(GroupSignature.parseCompressed(signature.toCompressedBytes())).contains(signature);
  }

  @Test
  void noChangedBitOfASignatureVerifies() {
    TestGroup group = new TestGroup(3, 2, 6);
    byte[] message = new byte[32];
    GroupSignature signature = group.new Session(message, 1, 2).signature();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      byte[] changed = signature.toBytes();
      changed[random.nextInt(96)] ^= (byte) (1 << random.nextInt(8));
      assertThat(
              GroupSignature.parse(changed)
                  .filter(parsed -> parsed.verify(group.deal.group().key(), message)))
          .isEmpty();
    }
  }

  @Test
  void aMalleatedSignatureIsNoSignature() {
    byte[] zero = new GroupSignature(Point.GENERATOR, Scalar.ONE).toBytes();
    Arrays.fill(zero, 64, 96, (byte) 0);
    assertThat(GroupSignature.parse(zero)).isEmpty();
    byte[] order = new GroupSignature(Point.GENERATOR, Scalar.ONE).toBytes();
    System.arraycopy(hex(ORDER), 0, order, 64, 32);
    order[95]++; // z + n
    assertThat(GroupSignature.parse(order)).isEmpty();
    assertThat(GroupSignature.parse(new byte[95])).isEmpty();
    assertThat(GroupSignature.parseCompressed(new byte[66])).isEmpty();
    assertThatThrownBy(() -> new GroupSignature(Point.GENERATOR, Scalar.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
