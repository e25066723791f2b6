package io.loadline.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames are written out as the header bytes of the yamux specification. */
class YamuxSessionTest {
  private static final int WINDOW = 256 * 1024;

  private final List<Accepted> accepted = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private YamuxSession session = start(false, new YamuxLimits(4, 0, 1_000, 60_000));

  /** A stream the peer opened, with what came on it. */
  private static final class Accepted implements StreamEvents {
    private final YamuxStream stream;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean remoteClosed;
    private int ended;

    private Accepted(YamuxStream stream) {
      this.stream = stream;
    }

    @Override
    public void data(byte[] bytes) {
      data.writeBytes(bytes);
    }

    @Override
    public void remoteClosed() {
      remoteClosed = true;
    }

    @Override
    public void ended() {
      ended++;
    }
  }

  private YamuxSession start(boolean dialer, YamuxLimits limits) {
    YamuxSession started =
        new YamuxSession(
            dialer,
            limits,
            stream -> {
              Accepted events = new Accepted(stream);
              accepted.add(events);
              return events;
            },
            violations::add);
    channel.pipeline().addLast(started);
    return started;
  }

  private void restart(boolean dialer) {
    channel.pipeline().remove(session);
    session = start(dialer, new YamuxLimits(4, 0, 1_000, 60_000));
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  private void receive(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", ""))));
  }

  private void receive(String header, byte[] body) {
    receive(header);
    channel.writeInbound(Unpooled.wrappedBuffer(body));
  }

  private String sent() {
    StringBuilder frames = new StringBuilder();
    for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
      byte[] bytes = new byte[frame.readableBytes()];
      frame.readBytes(bytes);
      frame.release();
      frames.append(frames.isEmpty() ? "" : " ").append(HexFormat.of().formatHex(bytes));
    }
    return frames.toString();
  }

  private void assertViolation(String what) {
    assertThat(violations).containsExactly(what);
    assertThat(sent()).as("go away, protocol error").endsWith("000300000000000000000001");
    assertThat(channel.isActive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "00 01 0001 00000001 00000000, ''", // window update SYN, as go and rust open
    "00 00 0001 00000001 00000000, ''", // empty data SYN, as jvm opens
    "00 00 0001 00000001 00000002 6869, 6869", // data rides on the SYN
  })
  void aStreamOpensWithAnyFrameThatCarriesSyn(String frame, String data) {
    receive(frame);

    assertThat(accepted).hasSize(1);
    assertThat(HexFormat.of().formatHex(accepted.getFirst().data.toByteArray())).isEqualTo(data);
    assertThat(sent()).as("ACK").isEqualTo("000100020000000100000000");
  }

  @Test
  void synDataAndFinMayComeInOneFrame() {
    receive("00 00 0005 00000001 00000001 aa");

    assertThat(accepted.getFirst().data.toByteArray()).containsExactly(0xaa);
    assertThat(accepted.getFirst().remoteClosed).isTrue();
    assertThat(accepted.getFirst().ended).isZero();
    String _ = sent();
    accepted.getFirst().stream.closeWrite();
    assertThat(sent()).as("FIN").isEqualTo("000100040000000100000000");
    assertThat(accepted.getFirst().ended).isEqualTo(1);
    assertThat(session.openStreams()).isZero();
  }

  @Test
  void synAndRstInOneFrameLeaveNothing() {
    receive("00 01 0009 00000001 00000000");

    assertThat(accepted.getFirst().ended).isEqualTo(1);
    assertThat(session.openStreams()).isZero();
    assertThat(violations).isEmpty();
  }

  @Test
  void weOpenWithAWindowUpdateAndSendDataWithinTheCredit() {
    restart(true);
    YamuxStream stream = Objects.requireNonNull(session.open(_ -> bytes -> {}));
    CompletableFuture<Void> first = stream.write(new byte[] {1, 2});
    CompletableFuture<Void> rest = stream.write(new byte[WINDOW]);

    String frames = sent();
    assertThat(frames).startsWith("000100010000000100000000 0000000000000001000000020102");
    assertThat(first).isCompleted();
    assertThat(rest).isNotDone();
    receive("00 01 0002 00000001 00000002"); // ACK with two bytes of credit
    assertThat(sent()).isEqualTo("0000000000000001000000020000");
    assertThat(rest).isCompleted();
  }

  @Test
  void creditComesBackOnlyForConsumedBytes() {
    receive("00 00 0001 00000001 00040000", new byte[WINDOW]);
    assertThat(accepted.getFirst().data.size()).isEqualTo(WINDOW);
    assertThat(sent()).as("only the ACK").isEqualTo("000100020000000100000000");

    accepted.getFirst().stream.consumed(WINDOW / 2 - 1);
    assertThat(sent()).isEmpty();
    accepted.getFirst().stream.consumed(1);
    assertThat(sent()).isEqualTo("000100000000000100020000");
    receive("00 00 0000 00000001 00020000", new byte[WINDOW / 2]);
    assertThat(violations).isEmpty();
  }

  @Test
  void dataBeyondTheCreditEndsTheSessionFromTheHeader() {
    receive("00 00 0001 00000001 00040000", new byte[WINDOW]);
    String _ = sent();
    receive("00 00 0000 00000001 00000001");
    assertViolation("data beyond the credit");
    assertThat(accepted.getFirst().ended).isEqualTo(1);
  }

  @Test
  void aFirstFrameLongerThanTheWindowEndsTheSession() {
    receive("00 00 0001 00000001 00040001");
    assertViolation("first frame longer than the window");
  }

  @Test
  void windowUpdatesThatOverflowEndTheSession() {
    receive("00 01 0001 00000001 ffffffff");
    assertViolation("window beyond 32 bits");
  }

  @Test
  void twoHugeWindowUpdatesDoNotWrapAround() {
    receive("00 01 0001 00000001 fff00000");
    assertThat(violations).isEmpty();
    receive("00 01 0000 00000001 ffffffff");
    assertViolation("window beyond 32 bits");
  }

  @ParameterizedTest
  @CsvSource({"00000002", "00000000"})
  void aStreamWithOurParityOrNoIdEndsTheSession(String id) {
    receive("00 01 0001 " + id + " 00000000");
    assertViolation("new stream with id " + Long.parseLong(id, 16));
  }

  @Test
  void aSecondSynOnAnIdEndsTheSession() {
    receive("00 01 0001 00000003 00000000");
    receive("00 01 0001 00000003 00000000");
    assertViolation("new stream with id 3");
  }

  @Test
  void anUnknownVersionOrTypeEndsTheSession() {
    receive("01 00 0000 00000001 00000000");
    assertViolation("yamux version 1");
  }

  @Test
  void anUnknownTypeEndsTheSession() {
    receive("00 04 0000 00000001 00000000");
    assertViolation("yamux frame type 4");
  }

  @Test
  void dataForAStreamThatNeverWasEndsTheSession() {
    receive("00 00 0000 00000007 00000001");
    assertViolation("data for a stream that never was");
  }

  @Test
  void lateFramesForAStreamWeResetAreSkipped() {
    receive("00 01 0001 00000001 00000000");
    accepted.getFirst().stream.reset();
    assertThat(sent()).endsWith("000100080000000100000000");
    receive("00 00 0000 00000001 00000003 010203");
    receive("00 01 0000 00000001 00000010");
    receive("00 01 0004 00000001 00000000");
    receive("00 01 0001 00000003 00000000");

    assertThat(violations).isEmpty();
    assertThat(accepted).hasSize(2);
    assertThat(accepted.getFirst().data.size()).isZero();
    assertThat(accepted.getFirst().ended).isEqualTo(1);
  }

  @Test
  void streamsAboveTheLimitAreResetAndTheSessionLives() {
    for (int id = 1; id <= 9; id += 2) {
      receive("00 00 0001 0000000" + id + " 00000001 ff");
    }
    assertThat(accepted).hasSize(4);
    assertThat(session.openStreams()).isEqualTo(4);
    assertThat(sent()).endsWith("000100080000000900000000");
    receive("00 01 0008 00000001 00000000");
    receive("00 01 0001 0000000b 00000000");
    assertThat(accepted).hasSize(5);
    assertThat(violations).isEmpty();
  }

  @Test
  void pingsAreAnsweredWithTheirValue() {
    receive("00 02 0001 00000000 deadbeef");
    assertThat(sent()).isEqualTo("0002000200000000deadbeef");
    receive("00 02 0002 00000000 00000001");
    assertThat(sent()).isEmpty();
  }

  @Test
  void framesMayArriveByteByByte() {
    byte[] bytes = HexFormat.of().parseHex("000000010000000100000003010203");
    for (byte next : bytes) {
      channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {next}));
    }
    assertThat(accepted.getFirst().data.toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void goAwayClosesOnceNoStreamIsLeftAndRefusesNewOnes() {
    receive("00 01 0001 00000001 00000000");
    receive("00 03 0000 00000000 00000000");
    assertThat(channel.isActive()).isTrue();
    assertThat(session.open(_ -> bytes -> {})).isNull();
    receive("00 03 0000 00000000 00000001");
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void whenTheConnectionEndsStreamsEndAndWritesFail() {
    receive("00 01 0001 00000001 00000000");
    CompletableFuture<Void> write = accepted.getFirst().stream.write(new byte[WINDOW + 1]);
    var _ = channel.close();

    assertThat(write).isCompletedExceptionally();
    assertThat(accepted.getFirst().ended).isEqualTo(1);
  }

  @Test
  void answersThatPileUpBecauseThePeerDoesNotReadEndTheSession() {
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
    channel.pipeline().addFirst(new Stalled());
    for (int i = 0; i < 200_000 && channel.isActive(); i++) {
      receive("00 02 0001 00000000 00000001");
    }
    assertThat(violations).containsExactly("peer does not read our answers");
    assertThat(channel.isActive()).isFalse();
  }

  /** A socket that takes nothing: what is written waits in the outbound buffer. */
  private static final class Stalled extends io.netty.channel.ChannelOutboundHandlerAdapter {
    @Override
    public void flush(io.netty.channel.ChannelHandlerContext ctx) {}
  }

  @Test
  void aSilentPeerIsDroppedAfterItsPingGoesUnanswered() {
    channel.pipeline().remove(session);
    channel.freezeTime();
    session = start(false, new YamuxLimits(4, 1_000, 500, 60_000));
    channel.advanceTimeBy(1_001, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    assertThat(sent()).isEqualTo("000200010000000000000000");
    channel.advanceTimeBy(501, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();

    assertThat(violations).containsExactly("peer does not answer pings");
    assertThat(channel.isActive()).isFalse();
  }

  @Test
  void streamsTakeTurns() {
    receive("00 01 0001 00000001 00000000");
    receive("00 01 0001 00000003 00000000");
    String _ = sent();
    channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1, 2));
    Stalled stalled = new Stalled();
    channel.pipeline().addFirst(stalled);
    var _ = accepted.get(0).stream.write(new byte[100_000]);
    var _ = accepted.get(1).stream.write(new byte[] {7});
    channel.pipeline().remove(stalled);
    channel.flush();

    String frames = sent();
    int small = frames.indexOf("00000000000000030000000107");
    int last = frames.lastIndexOf("0000000000000001");
    assertThat(small).isPositive().isLessThan(last);
  }
}
