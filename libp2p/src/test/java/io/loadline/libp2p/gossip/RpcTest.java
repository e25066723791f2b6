package io.loadline.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcTest {
  private static final int MAX = 1_000;

  private static Rpc read(byte[] bytes) throws MalformedMessage {
    return RpcReader.read(bytes, MAX);
  }

  @Test
  void whatIsWrittenIsReadBack() throws MalformedMessage {
    MessageId id = new MessageId(new byte[] {1, (byte) 0xff});

    assertThat(read(RpcWriter.subscriptions(List.of("a", "b"), true)).subscriptions())
        .containsExactly(new Rpc.Subscription(true, "a"), new Rpc.Subscription(true, "b"));
    assertThat(read(RpcWriter.have("t", List.of(id))).have())
        .containsExactly(new Rpc.HaveIds("t", List.of(id)));
    assertThat(read(RpcWriter.want(List.of(id, id))).want()).containsExactly(id, id);
    assertThat(read(RpcWriter.graft("t")).graft()).containsExactly("t");
    assertThat(read(RpcWriter.prune("t", 60)).prune()).containsExactly(new Rpc.Prune("t", 60));
    Rpc.Publication message =
        read(RpcWriter.publication("t", new byte[] {9})).publications().getFirst();
    assertThat(message.topic()).isEqualTo("t");
    assertThat(message.data()).containsExactly(9);
    assertThat(message.message().follows(SigningPolicy.STRICT_NO_SIGN)).isTrue();
    assertThat(read(RpcWriter.dontWant(List.of(id, id))).dontWant()).containsExactly(id, id);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 6})
  void anyFieldOfASignedMessageMarksIt(int field) throws MalformedMessage {
    byte[] rpc =
        new ProtoWriter()
            .message(2, new ProtoWriter().bytes(field, new byte[0]).string(4, "t"))
            .toByteArray();
    PubsubMessage message = read(rpc).publications().getFirst().message();
    assertThat(message.follows(SigningPolicy.STRICT_NO_SIGN)).isFalse();
  }

  @Test
  void twoTopicsNoTopicLongDataAndLongIdsAreMalformed() {
    assertMalformed(new ProtoWriter().message(2, new ProtoWriter().string(4, "a").string(4, "b")));
    assertMalformed(new ProtoWriter().message(2, new ProtoWriter().bytes(2, new byte[1])));
    assertMalformed(
        new ProtoWriter().message(2, new ProtoWriter().string(4, "a").bytes(2, new byte[MAX + 1])));
    assertMalformed(
        new ProtoWriter()
            .message(
                3,
                new ProtoWriter()
                    .message(1, new ProtoWriter().string(1, "a").bytes(2, new byte[129]))));
    assertMalformed(new ProtoWriter().message(1, new ProtoWriter().string(2, "x".repeat(257))));
  }

  @Test
  void floodsOfTinyEntriesAreRefusedWhileDecoding() {
    byte[] message = {0x12, 0x02, 0x22, 0x00}; // A publication with an empty topic.
    assertFlood(message, "more than 1000 messages");
    byte[] subscription = {0x0a, 0x02, 0x12, 0x00};
    assertFlood(subscription, "more than 1000 subscriptions");
    byte[] graft = {0x1a, 0x04, 0x1a, 0x02, 0x0a, 0x00};
    assertFlood(graft, "more than 1000 control entries");
    byte[] want = {0x1a, 0x04, 0x12, 0x02, 0x0a, 0x00};
    assertFlood(want, "more than 1000 control entries");
  }

  private static void assertFlood(byte[] entry, String message) {
    ByteArrayOutputStream rpc = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      rpc.writeBytes(entry);
    }
    assertThatThrownBy(() -> read(rpc.toByteArray())).hasMessage(message);
  }

  @Test
  void mutatedRpcsAreReadOrRefusedButNeverFailOtherwise() {
    SplittableRandom random = new SplittableRandom(5);
    MessageId id = new MessageId(new byte[20]);
    List<byte[]> samples =
        List.of(
            RpcWriter.subscriptions(List.of("alpha"), true),
            RpcWriter.publication("alpha", new byte[40]),
            RpcWriter.have("alpha", List.of(id, id)),
            RpcWriter.prune("alpha", Long.MAX_VALUE));
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = samples.get(round % samples.size()).clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      try {
        Rpc _ = read(cut);
      } catch (MalformedMessage _) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void theMessageIdIsTheFirstTwentyBytesOfTheDocumentedHash() throws Exception {
    byte[] input = HexFormat.of().parseHex("646f6d61696e" + "00000005" + "746f706963" + "0102");
    byte[] expected = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(input), 20);

    assertThat(
            MessageIdFunction.contentHash("domain")
                .idOf(PubsubMessage.unsigned("topic", new byte[] {1, 2}))
                .toBytes())
        .isEqualTo(expected);
  }

  private static void assertMalformed(ProtoWriter rpc) {
    assertThatThrownBy(() -> read(rpc.toByteArray())).isInstanceOf(MalformedMessage.class);
  }
}
