package io.loadline.consensus.frost;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** RFC 9380 appendix K.1 and the {@code u} values of its secp256k1 suite. */
final class ExpandMessageTest {
  private static final BigInteger FIELD_PRIME =
      BigInteger.TWO.pow(256).subtract(BigInteger.valueOf(0x1000003d1L));

  @ParameterizedTest
  @ValueSource(strings = {"38", "256"})
  void expandsAsInTheRfcAlsoUnderAnOverlongTag(String tagLength) {
    JsonNode vectors = Vectors.read("rfc9380-expand_message_xmd_SHA256_" + tagLength + ".json");
    byte[] tag = vectors.get("DST").asString().getBytes(US_ASCII);
    assertThat(vectors.get("tests").size()).isEqualTo(10);
    for (JsonNode test : vectors.get("tests")) {
      byte[] message = test.get("msg").asString().getBytes(US_ASCII);
      int length = Integer.decode(test.get("len_in_bytes").asString());
      assertThat(Vectors.hex(ExpandMessage.xmd(message, tag, length)))
          .as("message of %d bytes, length %d", message.length, length)
          .isEqualTo(test.get("uniform_bytes").asString());
    }
  }

  @Test
  void fortyEightBytesPerElementGiveTheSuitesFieldElements() {
    JsonNode suite = Vectors.read("rfc9380-secp256k1_XMD_SHA-256_SSWU_RO.json");
    byte[] tag = suite.get("dst").asString().getBytes(US_ASCII);
    for (JsonNode test : suite.get("vectors")) {
      byte[] uniform = ExpandMessage.xmd(test.get("msg").asString().getBytes(US_ASCII), tag, 96);
      for (int i = 0; i < 2; i++) {
        byte[] element = Arrays.copyOfRange(uniform, 48 * i, 48 * (i + 1));
        assertThat(new BigInteger(1, element).mod(FIELD_PRIME))
            .isEqualTo(new BigInteger(1, Vectors.bytes(test.get("u").get(i))));
      }
    }
  }

  @Test
  void reductionIsModuloTheGroupOrderAndTakesFortyEightBytes() {
    byte[] uniform = new byte[48];
    uniform[15] = 1; // 2^256
    assertThat(Vectors.hex(Scalar.reduce(uniform).toBytes()))
        .isEqualTo("000000000000000000000000000000014551231950b75fc4402da1732fc9bebf");
    assertThatThrownBy(() -> Scalar.reduce(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lengthsOutsideTheStandardAreRefused() {
    byte[] tag = HexFormat.of().parseHex("aa");
    assertThat(ExpandMessage.xmd(new byte[0], tag, 8160)).hasSize(8160);
    assertThatThrownBy(() -> ExpandMessage.xmd(new byte[0], tag, 8161))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ExpandMessage.xmd(new byte[0], tag, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
