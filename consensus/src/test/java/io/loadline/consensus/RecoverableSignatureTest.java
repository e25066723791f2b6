package io.loadline.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RecoverableSignatureTest {
  private static final LocalIdentitySigner ONE = new LocalIdentitySigner(word(BigInteger.ONE));
  private static final Digest DIGEST = Keccak.hash(new byte[] {1, 2, 3});

  @Test
  void secretKeyOneHasTheWellKnownAddress() {
    assertThat(ONE.address())
        .isEqualTo(Address.fromHex("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf"));
  }

  /** The secp256k1 RFC 6979 vector in common use: key 1, SHA-256 of "Satoshi Nakamoto". */
  @Test
  void signsDeterministicallyAsRfc6979Says() throws Exception {
    byte[] text = "Satoshi Nakamoto".getBytes(StandardCharsets.US_ASCII);
    Digest hash = Digest.of(MessageDigest.getInstance("SHA-256").digest(text));
    assertThat(HexFormat.of().formatHex(ONE.sign(hash).bytes()))
        .startsWith(
            "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
  }

  @Test
  void recoversTheSignerAndNobodyElseForAnotherDigest() {
    RecoverableSignature signature = ONE.sign(DIGEST);
    assertThat(signature.recover(DIGEST)).contains(ONE.address());
    assertThat(signature.recover(Keccak.hash(new byte[] {9})))
        .isNotEqualTo(signature.recover(DIGEST));
  }

  @Test
  void theOtherSignatureOfTheSameMessageIsRefused() {
    byte[] bytes = ONE.sign(DIGEST).bytes();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
    System.arraycopy(word(Secp256k1.ORDER.subtract(s)), 0, bytes, 32, 32);
    bytes[64] = (byte) (55 - bytes[64]);
    assertThat(RecoverableSignature.of(bytes).recover(DIGEST)).isEmpty();
  }

  @Test
  void vOutsideOf27And28IsRefused() {
    for (int v : new int[] {0, 1, 26, 29, 255}) {
      byte[] bytes = ONE.sign(DIGEST).bytes();
      bytes[64] = (byte) v;
      assertThat(RecoverableSignature.of(bytes).recover(DIGEST)).as("v=%d", v).isEmpty();
    }
  }

  @Test
  void scalarsOutOfRangeAreRefused() {
    BigInteger n = Secp256k1.ORDER;
    for (BigInteger r : new BigInteger[] {BigInteger.ZERO, n, n.add(BigInteger.ONE)}) {
      assertThat(with(r, BigInteger.ONE).recover(DIGEST)).as("r=%s", r).isEmpty();
    }
    for (BigInteger s : new BigInteger[] {BigInteger.ZERO, n.subtract(BigInteger.ONE), n}) {
      assertThat(with(BigInteger.ONE, s).recover(DIGEST)).as("s=%s", s).isEmpty();
    }
  }

  @Test
  void anRThatIsNoCoordinateIsRefused() {
    assertThat(with(BigInteger.valueOf(5), BigInteger.ONE).recover(DIGEST)).isEmpty();
  }

  @Test
  void otherLengthsAreNoSignature() {
    assertThatThrownBy(() -> RecoverableSignature.of(new byte[64])).hasMessageContaining("65");
  }

  private static RecoverableSignature with(BigInteger r, BigInteger s) {
    byte[] bytes = new byte[65];
    System.arraycopy(word(r), 0, bytes, 0, 32);
    System.arraycopy(word(s), 0, bytes, 32, 32);
    bytes[64] = 27;
    return RecoverableSignature.of(bytes);
  }

  private static byte[] word(BigInteger value) {
    return Secp256k1.word(value);
  }
}
