package io.loadline.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.stream.StreamHandler.StreamEvents;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The receive window against a clock moved by hand; the round trip is 100 ms. */
class WindowTest {
  private static final long MIB = 1024 * 1024;
  private static final long INITIAL = 256 * 1024;
  private static final long ROUND_TRIP_MS = 100;

  private final List<YamuxStream> streams = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private long nowNanos;
  private long answeredPing = -1;

  WindowTest() {
    channel
        .pipeline()
        .addLast(
            new YamuxSession(
                false,
                new YamuxLimits(64, 600_000, 60_000, 600_000),
                stream -> {
                  streams.add(stream);
                  return new StreamEvents() {
                    @Override
                    public void data(byte[] bytes) {}
                  };
                },
                violations::add,
                () -> nowNanos));
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  private void receive(int type, int flags, long id, long length, int body) {
    ByteBuf frame = Unpooled.buffer();
    FrameHeader.of(type, flags, id, length).write(frame);
    frame.writeZero(body);
    channel.writeInbound(frame);
  }

  /** Credit granted by what was sent since the last call; pings are answered a round trip later. */
  private long granted() {
    long sum = 0;
    for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
      FrameHeader header = FrameHeader.read(frame);
      frame.release();
      if (header.type() == FrameHeader.WINDOW_UPDATE) {
        sum += header.length();
      } else if (header.type() == FrameHeader.PING) {
        answeredPing = header.length();
        pass(ROUND_TRIP_MS);
        receive(FrameHeader.PING, FrameHeader.ACK, 0, header.length(), 0);
      }
    }
    return sum;
  }

  private void pass(long ms) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(ms);
  }

  private void open(int count) {
    for (int i = 0; i < count; i++) {
      receive(FrameHeader.WINDOW_UPDATE, FrameHeader.SYN, 2L * i + 1, 0, 0);
    }
    assertThat(granted()).isZero();
  }

  /** Fills half the window and uses it up. */
  private long halfWindow(int stream, long window) {
    int half = (int) (window / 2);
    receive(FrameHeader.DATA, 0, 2L * stream + 1, half, half);
    streams.get(stream).consumed(half);
    return granted();
  }

  @Test
  void aReaderThatKeepsUpGetsATwiceAsLargeWindowUpToFourMebibytes() {
    open(1);
    assertThat(halfWindow(0, INITIAL)).as("the round trip is asked for").isEqualTo(INITIAL / 2);
    assertThat(answeredPing).isZero();
    for (long window = INITIAL; window < 4 * MIB; window *= 2) {
      pass(2 * ROUND_TRIP_MS);
      assertThat(halfWindow(0, window)).as("from %d", window).isEqualTo(window / 2 + window);
    }
    pass(ROUND_TRIP_MS);
    assertThat(halfWindow(0, 4 * MIB)).as("at its bound").isEqualTo(2 * MIB);
    assertThat(violations).isEmpty();
  }

  @Test
  void aSlowReaderKeepsItsWindow() {
    open(1);
    long _ = halfWindow(0, INITIAL);
    for (int i = 0; i < 5; i++) {
      pass(4 * ROUND_TRIP_MS);
      assertThat(halfWindow(0, INITIAL)).isEqualTo(INITIAL / 2);
    }
  }

  @Test
  void allWindowsOfASessionTogetherAreBounded() {
    int count = 20;
    open(count);
    long extra = 0;
    for (int stream = 0; stream < count; stream++) {
      for (long window = INITIAL, round = 0; round < 8; round++) {
        long more = halfWindow(stream, window) - window / 2;
        window += more;
        extra += more;
      }
    }
    assertThat(extra).isEqualTo(16 * MIB);
    receive(FrameHeader.WINDOW_UPDATE, FrameHeader.RST, 1, 0, 0);
    assertThat(halfWindow(count - 1, INITIAL)).as("room again").isEqualTo(INITIAL / 2 + INITIAL);
  }

  @Test
  void bytesNotUsedUpBringNoCreditAndMoreThanTheWindowEndsTheSession() {
    open(1);
    receive(FrameHeader.DATA, 0, 1, INITIAL, (int) INITIAL);
    assertThat(granted()).isZero();
    receive(FrameHeader.DATA, 0, 1, 1, 1);
    assertThat(violations).containsExactly("data beyond the credit");
  }

  @Test
  void anAnswerToNoPingOfOursSaysNothingOfTheRoundTrip() {
    open(1);
    receive(FrameHeader.PING, FrameHeader.ACK, 0, 77, 0);
    long _ = halfWindow(0, INITIAL);
    assertThat(answeredPing).as("still asked for").isZero();
  }
}
