package io.loadline.libp2p.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTest {
  private static ByteBuf hex(String text) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0,00",
    "1,01",
    "127,7f",
    "128,8001",
    "255,ff01",
    "300,ac02",
    "16384,808001",
    "9223372036854775807,ffffffffffffffff7f"
  })
  void varintsOfTheSpecificationReadAndWrite(long value, String text) {
    assertThat(Varint.encode(value)).isEqualTo(HexFormat.of().parseHex(text));
    ByteBuf in = hex(text + "55");
    assertThat(Varint.read(in, Long.MAX_VALUE)).isEqualTo(value);
    assertThat(in.readableBytes()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8100", "8000", "ffffffffffffffffff01", "808080808080808080"})
  void paddedAndOverlongVarintsAreMalformed(String text) {
    assertThat(Varint.read(hex(text), Long.MAX_VALUE)).isEqualTo(Varint.MALFORMED);
  }

  @Test
  void aLengthAboveTheLimitIsMalformedBeforeItsBodyArrives() {
    assertThat(Varint.read(hex("8180808008"), 1 << 20)).isEqualTo(Varint.MALFORMED);
    assertThat(Varint.read(hex("ffff"), 1024)).isEqualTo(Varint.MALFORMED);
    assertThat(Varint.read(hex("80"), 1024)).isEqualTo(Varint.INCOMPLETE);
  }

  @Test
  void messagesAreReadableByProtobufJavaAndTheOtherWayRound() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 200; round++) {
      UnknownFieldSet.Builder oracle = UnknownFieldSet.newBuilder();
      ProtoWriter ours = new ProtoWriter();
      for (int field = 1; field <= 20; field++) {
        if (random.nextBoolean()) {
          long value = random.nextLong() >>> random.nextInt(64);
          oracle.mergeField(field, UnknownFieldSet.Field.newBuilder().addVarint(value).build());
          ours.number(field, value);
        } else {
          byte[] value = new byte[random.nextInt(300)];
          random.nextBytes(value);
          oracle.mergeField(
              field,
              UnknownFieldSet.Field.newBuilder()
                  .addLengthDelimited(ByteString.copyFrom(value))
                  .build());
          ours.bytes(field, value);
        }
      }
      byte[] bytes = ours.toByteArray();
      assertThat(bytes).isEqualTo(oracle.build().toByteArray());
      CodedInputStream expected = CodedInputStream.newInstance(bytes);
      ProtoReader reader = new ProtoReader(bytes);
      for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
        int tag = expected.readTag();
        assertThat(field).isEqualTo(tag >>> 3);
        if ((tag & 7) == 0) {
          assertThat(reader.readLong()).isEqualTo(expected.readInt64());
        } else {
          assertThat(reader.readBytes(300)).isEqualTo(expected.readByteArray());
        }
      }
      assertThat(expected.isAtEnd()).isTrue();
    }
  }

  @Test
  void unknownFieldsOfEveryKindAreSkippedAndGroupsRefused() throws Exception {
    byte[] bytes =
        HexFormat.of().parseHex("0801" + "11" + "00".repeat(8) + "1a020102" + "2500000000");
    ProtoReader reader = new ProtoReader(bytes);
    int fields = 0;
    while (reader.nextField() != 0) {
      reader.skip();
      fields++;
    }
    assertThat(fields).isEqualTo(4);
    ProtoReader group = new ProtoReader(new byte[] {0x0b});
    assertThat(group.nextField()).isEqualTo(1);
    assertThatThrownBy(group::skip).isInstanceOf(MalformedMessage.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0a", "0a05aabb", "0affffffff0f", "0affffffffffffffffff01", "00", "80"})
  void lengthsBeyondTheMessageAreRefusedBeforeAnythingIsCopied(String text) {
    ProtoReader reader = new ProtoReader(HexFormat.of().parseHex(text));
    assertThatThrownBy(
            () -> {
              int _ = reader.nextField();
              byte[] _ = reader.readBytes(Integer.MAX_VALUE);
            })
        .isInstanceOf(MalformedMessage.class);
  }

  @Test
  void aFieldAboveItsLimitAndBadTextAreRefused() throws Exception {
    ProtoReader tooLong = new ProtoReader(new ProtoWriter().bytes(1, new byte[11]).toByteArray());
    assertThat(tooLong.nextField()).isEqualTo(1);
    assertThatThrownBy(() -> tooLong.readBytes(10)).hasMessage("field of 11 bytes, limit 10");
    ProtoReader text =
        new ProtoReader(new ProtoWriter().bytes(1, new byte[] {(byte) 0xff}).toByteArray());
    assertThat(text.nextField()).isEqualTo(1);
    assertThatThrownBy(() -> text.readString(10)).hasMessage("text is not UTF-8");
  }
}
