package io.loadline.libp2p.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerKeyTest {
  private static final HexFormat HEX = HexFormat.of();

  // Test vectors of the libp2p specification, peer-ids/peer-ids.md.
  private static final String ED25519_PUBLIC =
      "080112201ed1e8fae2c4a144b8be8fd4b47bf3d3b34b871c3cacf6010f0e42d474fce27e";
  private static final String ED25519_SEED =
      "7e0830617c4a7de83925dfb2694556b12936c477a0e1feb2e148ec9da60fee7d";
  private static final String SECP256K1_PUBLIC =
      "08021221037777e994e452c21604f91de093ce415f5432f701dd8cd1a7a6fea0e630bfca99";
  private static final String SECP256K1_PRIVATE =
      "53dadf1d5a164d6b4acdb15e24aa4c5b1d3461bdbd42abedb0a4404d56ced8fb";

  @Test
  void theEd25519VectorGivesItsPublicKeyAndPeerId() {
    PeerKey key = PeerKey.ed25519(HEX.parseHex(ED25519_SEED));

    assertThat(HEX.formatHex(key.publicKey().encode())).isEqualTo(ED25519_PUBLIC);
    assertThat(key.peerId()).hasToString("12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq");
  }

  @Test
  void theSecp256k1VectorGivesItsPublicKey() {
    PeerKey key = PeerKey.secp256k1(HEX.parseHex(SECP256K1_PRIVATE));

    assertThat(HEX.formatHex(key.publicKey().encode())).isEqualTo(SECP256K1_PUBLIC);
    assertThat(key.peerId().toString()).startsWith("16Uiu2HA");
  }

  @Test
  void base32TextNamesTheSamePeerAsBase58() {
    // The pair that the specification gives for one RSA peer.
    PeerId base58 = PeerId.fromString("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N");
    PeerId base32 =
        PeerId.fromString("bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqxe");

    assertThat(base32).isEqualTo(base58).hasToString(base58.toString());
    assertThat(base58.publicKey()).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"ED25519", "SECP256K1"})
  void aStoredKeySignsForTheSamePeer(KeyType type) {
    SecureRandom random = new SecureRandom();
    PeerKey key =
        type == KeyType.ED25519
            ? PeerKey.generateEd25519(random)
            : PeerKey.generateSecp256k1(random);
    PeerKey loaded = PeerKey.load(type, key.rawPrivateKey());
    byte[] message = {1, 2, 3};
    byte[] signature = loaded.sign(message);

    assertThat(loaded.peerId()).isEqualTo(key.peerId());
    assertThat(key.publicKey().verify(message, signature)).isTrue();
    assertThat(key.publicKey().verify(new byte[] {1, 2}, signature)).isFalse();
    for (int i = 0; i < signature.length; i++) {
      byte[] mutated = signature.clone();
      mutated[i] ^= 0x10;
      assertThat(key.publicKey().verify(message, mutated)).as("byte %d", i).isFalse();
    }
    for (int length = 0; length < signature.length; length++) {
      assertThat(key.publicKey().verify(message, Arrays.copyOf(signature, length))).isFalse();
    }
    assertThat(PeerId.fromBytes(key.peerId().toBytes())).isEqualTo(key.peerId());
    assertThat(key.peerId().publicKey()).isEqualTo(key.publicKey());
  }

  @Test
  void anRsaPeerIsVerifiedByItsDerKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var pair = generator.generateKeyPair();
    PublicKey key =
        Objects.requireNonNull(PublicKey.of(KeyType.RSA, pair.getPublic().getEncoded()));
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(pair.getPrivate());
    signer.update(new byte[] {9});
    byte[] signature = signer.sign();

    assertThat(key.verify(new byte[] {9}, signature)).isTrue();
    assertThat(key.verify(new byte[] {8}, signature)).isFalse();
    assertThat(PeerId.of(key).toString()).startsWith("Qm");
    assertThat(key.encode()).startsWith(0x08, 0x00, 0x12);
  }

  @Test
  void anRsaKeyOutsideTheSizesIsNoKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);

    assertThat(PublicKey.of(KeyType.RSA, generator.generateKeyPair().getPublic().getEncoded()))
        .isNull();
    // DER of a 16,384-bit modulus would be longer than any key that is read.
    assertThat(PublicKey.decode(new byte[2_100])).isNull();
  }

  @Test
  void badKeysAndIdsAreValuesNotExceptions() {
    assertThat(PublicKey.of(KeyType.ED25519, new byte[31])).isNull();
    assertThat(PublicKey.of(KeyType.SECP256K1, new byte[33])).isNull();
    assertThat(PublicKey.decode(new byte[] {8, 1})).isNull();
    assertThat(PublicKey.decode(HEX.parseHex("0803120101"))).as("ECDSA").isNull();
    assertThat(PeerId.parse("0OIl")).isNull();
    assertThat(PeerId.parse("1".repeat(129))).isNull();
    assertThat(PeerId.parse("")).isNull();
    assertThat(PeerId.parse("bafzbeie5745rpv2m6tjyuugywy4d5ewrqgqqhfnf445he3omzpjbx5xqx!"))
        .isNull();
    assertThat(PeerId.fromBytes(HEX.parseHex("0024" + ED25519_PUBLIC.substring(2)))).isNull();
    assertThatThrownBy(() -> PeerId.fromString("nobody")).hasMessage("not a peer id: 'nobody'");
    assertThatThrownBy(() -> PeerKey.secp256k1(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void base58KeepsLeadingZeros() {
    byte[] bytes = {0, 0, 1, 2, 3, (byte) 255};

    assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
    // From the base58 draft (draft-msporny-base58): 0x0000287fb4cd.
    assertThat(Base58.encode(HEX.parseHex("0000287fb4cd"))).isEqualTo("11233QC4");
    assertThat(Base58.encode("Hello World!".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .isEqualTo("2NEpo7TZRRrLZSi2U");
  }
}
