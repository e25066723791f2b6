package io.loadline.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.libp2p.identity.KeyType;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.protobuf.MalformedMessage;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class XxHandshakeTest {
  private static final HexFormat HEX = HexFormat.of();

  // The vector for Noise_XX_25519_ChaChaPoly_SHA256 of the cacophony project, as in
  // tests/vectors/cacophony.txt of mcginty/snow at 62fbfae2: payload and message in turn. That file
  // lists the hash after the second message (e37b13…); this is the later, corrected one.
  private static final byte[] PROLOGUE = HEX.parseHex("4a6f686e2047616c74");
  private static final byte[] INITIATOR_STATIC =
      HEX.parseHex("e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1");
  private static final byte[] INITIATOR_EPHEMERAL =
      HEX.parseHex("893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a");
  private static final byte[] RESPONDER_STATIC =
      HEX.parseHex("4a3acbfdb163dec651dfa3194dece676d437029c62a408b4c5ea9114246e4893");
  private static final byte[] RESPONDER_EPHEMERAL =
      HEX.parseHex("bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b");
  private static final String HANDSHAKE_HASH =
      "c8e5f64e846193be2a834104c2a009868d6c9f3bd3c186299888b488b2f1f58e";
  private static final String[][] MESSAGES = {
    {
      "4c756477696720766f6e204d69736573",
      "ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
          + "4c756477696720766f6e204d69736573"
    },
    {
      "4d757272617920526f746862617264",
      "95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843"
          + "81cbad1f276e038c48378ffce2b65285e08d6b68aaa3629a5a8639392490e5b9"
          + "bd5269c2f1e4f488ed8831161f19b7815528f8982ffe09be9b5c412f8a0db50f"
          + "8814c7194e83f23dbd8d162c9326ad"
    },
    {
      "462e20412e20486179656b",
      "c7195ffacac1307ff99046f219750fc47693e23c3cb08b89c2af808b444850a8"
          + "0ae475b9df0f169ae80a89be0865b57f58c9fea0d4ec82a286427402f113e4b6"
          + "ae769a1d95941d49b25030"
    },
    {"4361726c204d656e676572", "96763ed773f8e47bb3712f0e29b3060ffc956ffc146cee53d5e1df"},
    {
      "4a65616e2d426170746973746520536179",
      "3e40f15f6f3a46ae446b253bf8b1d9ffb6ed9b174d272328ff91a7e2e5c79c07f5"
    },
    {
      "457567656e2042f6686d20766f6e2042617765726b",
      "eb3f3515110702e047a6c9da4478b6ead94873c11c0f2d710ddb3f09fce024b3a58502ae3f"
    }
  };

  private final XxHandshake initiator =
      new XxHandshake(
          true, NoiseKeyPair.of(INITIATOR_STATIC), NoiseKeyPair.of(INITIATOR_EPHEMERAL), PROLOGUE);
  private final XxHandshake responder =
      new XxHandshake(
          false, NoiseKeyPair.of(RESPONDER_STATIC), NoiseKeyPair.of(RESPONDER_EPHEMERAL), PROLOGUE);

  @Test
  void allSixMessagesOfTheCacophonyVectorComeOut() throws MalformedMessage {
    XxHandshake[] sides = {initiator, responder};
    for (int i = 0; i < 3; i++) {
      byte[] payload = HEX.parseHex(MESSAGES[i][0]);
      byte[] message = sides[i % 2].write(payload);
      assertThat(HEX.formatHex(message)).as("message %d", i).isEqualTo(MESSAGES[i][1]);
      assertThat(sides[(i + 1) % 2].read(message)).isEqualTo(payload);
    }
    assertThat(HEX.formatHex(initiator.handshakeHash())).isEqualTo(HANDSHAKE_HASH);
    assertThat(HEX.formatHex(responder.handshakeHash())).isEqualTo(HANDSHAKE_HASH);
    assertThat(initiator.remoteStatic()).isEqualTo(NoiseKeyPair.of(RESPONDER_STATIC).publicKey());

    CipherState[][] keys = {initiator.split(), responder.split()};
    for (int i = 3; i < 6; i++) {
      byte[] payload = HEX.parseHex(MESSAGES[i][0]);
      byte[] message = keys[i % 2 == 1 ? 1 : 0][0].encrypt(new byte[0], payload);
      assertThat(HEX.formatHex(message)).as("message %d", i).isEqualTo(MESSAGES[i][1]);
      assertThat(keys[i % 2 == 1 ? 0 : 1][1].decrypt(new byte[0], message)).isEqualTo(payload);
    }
  }

  @Test
  void everyChangedByteOfTheSecondMessageIsNoticed() throws MalformedMessage {
    byte[] first = initiator.write(new byte[0]);
    byte[] _ = responder.read(first);
    byte[] second = responder.write(new byte[] {1, 2, 3});
    for (int i = 0; i < second.length; i++) {
      XxHandshake victim =
          new XxHandshake(
              true,
              NoiseKeyPair.of(INITIATOR_STATIC),
              NoiseKeyPair.of(INITIATOR_EPHEMERAL),
              PROLOGUE);
      byte[] _ = victim.write(new byte[0]);
      byte[] mutated = second.clone();
      mutated[i] ^= 1;
      assertThatThrownBy(() -> victim.read(mutated))
          .as("byte %d", i)
          .isInstanceOf(MalformedMessage.class);
    }
  }

  @Test
  void aKeyThatAgreesOnZeroIsRefused() throws MalformedMessage {
    byte[] zeroPoint = new byte[32];
    assertThat(responder.read(zeroPoint)).isEmpty();

    assertThatThrownBy(() -> responder.write(new byte[0]))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("key agreement gave zero");
  }

  @Test
  void aShortMessageIsRefused() {
    assertThatThrownBy(() -> responder.read(new byte[31])).isInstanceOf(MalformedMessage.class);
  }

  @Test
  void thePayloadProvesTheIdentityOverTheNoiseKey() throws MalformedMessage {
    PeerKey identity = PeerKey.load(KeyType.SECP256K1, INITIATOR_STATIC);
    byte[] noiseKey = NoiseKeyPair.of(RESPONDER_STATIC).publicKey();
    byte[] payload = HandshakePayload.encode(identity, noiseKey, List.of("/yamux/1.0.0"));

    HandshakePayload read = HandshakePayload.decode(payload, noiseKey);

    assertThat(read).isEqualTo(new HandshakePayload(identity.peerId(), List.of("/yamux/1.0.0")));
    noiseKey[0] ^= 1;
    assertThatThrownBy(() -> HandshakePayload.decode(payload, noiseKey))
        .hasMessage("identity is not proven");
  }

  @Test
  void theOldPayloadWithEmptyOrOddFieldsMeansNoMuxerList() throws MalformedMessage {
    PeerKey identity = PeerKey.load(KeyType.ED25519, INITIATOR_STATIC);
    byte[] noiseKey = NoiseKeyPair.of(RESPONDER_STATIC).publicKey();
    byte[] bare = HandshakePayload.encode(identity, noiseKey, List.of());
    byte[] empty = java.util.Arrays.copyOf(bare, bare.length);
    byte[] odd = java.util.Arrays.copyOf(bare, bare.length + 1);
    odd[bare.length - 1] = 1; // Field 4 with one byte that is no message.
    odd[bare.length] = 0x17;

    assertThat(HandshakePayload.decode(empty, noiseKey).muxers()).isEmpty();
    assertThat(HandshakePayload.decode(odd, noiseKey).muxers()).isEmpty();
  }
}
