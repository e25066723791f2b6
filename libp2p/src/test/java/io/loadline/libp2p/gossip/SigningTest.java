package io.loadline.libp2p.gossip;

import static io.loadline.libp2p.gossip.RouterFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.gossip.RouterFixture.Wire;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.identity.PublicKey;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** StrictSign and StrictNoSign side by side on one router. */
class SigningTest {
  private static final String OPEN = "open";
  private static final PeerKey AUTHOR = PeerKey.secp256k1(filled(7));

  private final RouterFixture net =
      new RouterFixture(
          GossipParameters.builder("signing")
              .messageId(MessageIdFunction.authorAndSeqno())
              .topicSigning(
                  Map.of(TOPIC, SigningPolicy.STRICT_SIGN, OPEN, SigningPolicy.STRICT_NO_SIGN))
              .build());
  private final MessageSigner signer = new MessageSigner(AUTHOR, () -> 5);

  private static byte[] filled(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }

  private Wire other = net.connectSubscribed(2);

  @BeforeEach
  void anotherPeer() {
    net.connectSubscribed(1);
    assertThat(other.rpcs).isNotEmpty();
  }

  private void receive(int peer, PubsubMessage message) {
    receiveRaw(peer, MessageSigner.encode(message));
  }

  private void receiveRaw(int peer, byte[] message) {
    net.receive(peer, RpcWriter.publication(message));
    net.validate();
  }

  private PubsubMessage signed(int content) {
    return signer.sign(TOPIC, new byte[] {(byte) content});
  }

  private static PubsubMessage with(
      PubsubMessage message, byte @Nullable [] signature, byte @Nullable [] key) {
    return new PubsubMessage(
        message.topic(), message.data(), message.from(), message.seqno(), signature, key);
  }

  @Test
  void aSignedMessageIsDeliveredWithItsAuthorAndForwardedAsItCame() {
    byte[] raw =
        new ProtoWriter() // An unknown field, in front: not how we would write it.
            .number(99, 3)
            .toByteArray();
    PubsubMessage message = signed(1);
    byte[] body = MessageSigner.encode(with(message, null, null));
    byte[] signedBytes = join("libp2p-pubsub:".getBytes(StandardCharsets.US_ASCII), raw, body);
    byte[] wire =
        join(raw, body, new ProtoWriter().bytes(5, AUTHOR.sign(signedBytes)).toByteArray());
    receiveRaw(1, wire);
    assertThat(net.delivered).hasSize(1);
    Rpc.Publication forwarded = other.rpcs.getLast().publications().getFirst();
    assertThat(forwarded.raw()).isEqualTo(wire);
    assertThat(forwarded.message().author()).isEqualTo(AUTHOR.peerId());
  }

  private static byte[] join(byte[]... parts) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void theKeyMayBeAbsentWhereTheIdHoldsIt() {
    PubsubMessage message = signed(1);
    receive(1, with(message, Objects.requireNonNull(message.signature()), null));
    assertThat(net.delivered).hasSize(1);
  }

  @Test
  void anRsaAuthorIsVerifiedByTheKeySent() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    PublicKey key =
        Objects.requireNonNull(
            PublicKey.decode(
                new ProtoWriter()
                    .number(1, 0)
                    .bytes(2, pair.getPublic().getEncoded())
                    .toByteArray()));
    byte[] from = io.loadline.libp2p.identity.PeerId.of(key).toBytes();
    PubsubMessage bare = new PubsubMessage(TOPIC, new byte[] {1}, from, new byte[8], null, null);
    Signature rsa = Signature.getInstance("SHA256withRSA");
    rsa.initSign(pair.getPrivate());
    rsa.update("libp2p-pubsub:".getBytes(StandardCharsets.US_ASCII));
    rsa.update(MessageSigner.encode(bare));
    byte[] signature = rsa.sign();
    receive(2, with(bare, signature, null));
    assertThat(net.delivered).as("the id of an RSA key does not hold it").isEmpty();
    receive(1, with(bare, signature, key.encode()));
    assertThat(net.delivered).hasSize(1);
  }

  @Test
  void aForgeryThatComesFirstDoesNotShutOutTheGenuineMessage() {
    PubsubMessage genuine = signed(1);
    PubsubMessage forged =
        new PubsubMessage(
            TOPIC, new byte[] {66}, genuine.from(), genuine.seqno(), genuine.signature(), null);
    receive(1, forged);
    assertThat(net.metric("gossip.invalid")).isEqualTo(1);
    receive(2, genuine);
    assertThat(net.delivered).containsExactly(new byte[] {1});
    receive(2, forged);
    assertThat(net.delivered).hasSize(1);
  }

  @Test
  void aForgeryAlongsideTheGenuineMessageIsJudgedByItself() {
    PubsubMessage genuine = signed(1);
    PubsubMessage forged =
        new PubsubMessage(
            TOPIC, new byte[] {66}, genuine.from(), genuine.seqno(), genuine.signature(), null);
    net.receive(1, RpcWriter.publication(MessageSigner.encode(forged)));
    net.receive(2, RpcWriter.publication(MessageSigner.encode(genuine)));
    net.validate();
    assertThat(net.delivered).containsExactly(new byte[] {1});
    net.heartbeats(1);
    assertThat(net.score(1)).as("P4 = -1 * 1^2").isEqualTo(-1);
    assertThat(net.score(2)).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 65, 2_048})
  void malformedSignaturesAndKeysAreP4AndNoFailure(int length) {
    PubsubMessage message = signed(1);
    receive(1, with(message, new byte[length], null));
    receive(1, with(message, Objects.requireNonNull(message.signature()), new byte[length]));
    byte[] foreignKey = PeerKey.ed25519(filled(9)).publicKey().encode();
    receive(1, with(message, Objects.requireNonNull(message.signature()), foreignKey));
    assertThat(net.delivered).isEmpty();
    net.heartbeats(1);
    assertThat(net.score(1)).as("P4 = -1 * 3^2").isEqualTo(-9);
    assertThat(net.metric("gossip.rpc.malformed")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 6})
  void onAnUnsignedTopicEachFieldOfASignatureAloneIsInvalidEvenIfEmpty(int field) {
    net.router.subscribe(OPEN, MessageValidator.of(_ -> Verdict.ACCEPT), _ -> {});
    receiveRaw(
        1,
        new ProtoWriter()
            .bytes(2, new byte[] {1})
            .string(4, OPEN)
            .bytes(field, new byte[0])
            .toByteArray());
    assertThat(net.metric("gossip.messages.wrong_signing")).isEqualTo(1);
    assertThat(net.metric("gossip.invalid")).isEqualTo(1);
  }

  @Test
  void onASignedTopicAMessageThatLacksAFieldIsInvalid() {
    PubsubMessage whole = signed(1);
    receive(1, PubsubMessage.unsigned(TOPIC, new byte[] {1}));
    receive(
        1, new PubsubMessage(TOPIC, new byte[] {1}, null, whole.seqno(), whole.signature(), null));
    receive(
        1, new PubsubMessage(TOPIC, new byte[] {1}, whole.from(), null, whole.signature(), null));
    receive(1, new PubsubMessage(TOPIC, new byte[] {1}, whole.from(), whole.seqno(), null, null));
    assertThat(net.metric("gossip.messages.wrong_signing")).isEqualTo(4);
    assertThat(net.delivered).isEmpty();
  }

  @Test
  void ownMessagesCarryTheKeyAndRisingNumbersEvenIfTheClockStands() {
    var _ = net.router.publish(TOPIC, new byte[] {1});
    var _ = net.router.publish(TOPIC, new byte[] {2});
    List<PubsubMessage> sent =
        other.rpcs.stream()
            .flatMap(rpc -> rpc.publications().stream())
            .map(Rpc.Publication::message)
            .toList();
    assertThat(sent).hasSize(2).allMatch(message -> message.key() != null);
    assertThat(Arrays.compareUnsigned(sent.getFirst().seqno(), sent.getLast().seqno()))
        .isNegative();
    assertThat(signed(0).seqno()).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 5});
    assertThat(signed(0).seqno()).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 6});
  }

  @Test
  void idsAreThoseOfTheOtherImplementations() {
    PubsubMessage message = signed(1);
    byte[] seqno = Objects.requireNonNull(message.seqno());
    assertThat(MessageIdFunction.authorAndSeqno().idOf(message).toBytes())
        .isEqualTo(join(AUTHOR.peerId().toBytes(), seqno));
    assertThat(MessageIdFunction.keyAndSeqno().idOf(message).toBytes())
        .isEqualTo(join(AUTHOR.publicKey().encode(), seqno));
    assertThat(MessageIdFunction.authorAndSeqnoText().idOf(message).toBytes())
        .isEqualTo((AUTHOR.peerId() + "5").getBytes(StandardCharsets.US_ASCII));
  }
}
