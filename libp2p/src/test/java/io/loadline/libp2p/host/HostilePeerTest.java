package io.loadline.libp2p.host;

import static io.loadline.libp2p.host.TestNetwork.addressOf;
import static io.loadline.libp2p.host.TestNetwork.connect;
import static io.loadline.libp2p.host.TestNetwork.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain sockets that do not behave; after each the host still serves an honest peer. */
@Timeout(60)
class HostilePeerTest {
  private static final long UPGRADE_MS = 2_000;
  private static final int READ_TIMEOUT_MS = 10_000;
  private static final byte[] HEADER =
      "\u0013/multistream/1.0.0\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] NOISE = "\u0007/noise\n".getBytes(StandardCharsets.ISO_8859_1);

  private final TestNetwork network = new TestNetwork();
  private final Host victim =
      network.start(
          0,
          config ->
              config.withTimers(new HostTimers(5_000, UPGRADE_MS, 5_000, 500, 5_000, 100, 400)));
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void closeAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    network.close();
  }

  private Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), addressOf(victim).port());
    socket.setSoTimeout(READ_TIMEOUT_MS);
    sockets.add(socket);
    return socket;
  }

  /** Reads up to the end that the victim must make. */
  private static int bytesUntilClosed(Socket socket) {
    int total = 0;
    try {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        total++;
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the host kept the connection open", e);
    } catch (IOException _) {
      return total; // Reset is as good as closed.
    }
    return total;
  }

  private void assertStillServes() {
    Host honest = network.start(1);
    connect(honest, victim);
    eventually("connected", () -> victim.connectedPeers().contains(honest.peerId()));
  }

  @Test
  void aSocketThatSaysNothingIsClosedAtTheDeadline() throws IOException {
    assertThat(bytesUntilClosed(socket())).isLessThanOrEqualTo(HEADER.length);
    assertStillServes();
  }

  @Test
  void aSlowLorisIsClosedAtTheDeadlineOfTheWholeUpgrade() throws Exception {
    Socket socket = socket();
    OutputStream out = socket.getOutputStream();
    long startNanos = System.nanoTime();
    Thread drip =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (byte next : HEADER) {
                  out.write(next);
                  out.flush();
                  boolean _ = new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
                }
              } catch (IOException | InterruptedException _) {
                Thread.currentThread().interrupt(); // The victim closed, as it should.
              }
            });
    int _ = bytesUntilClosed(socket);

    assertThat(System.nanoTime() - startNanos).isLessThan(TimeUnit.SECONDS.toNanos(5));
    drip.interrupt();
    assertStillServes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffffffffffffffff7f", "8108", "00", "GET / HTTP/1.1\r\n\r\n"})
  void aHugeLengthOrAnotherProtocolIsClosed(String text) throws IOException {
    byte[] bytes =
        text.startsWith("GET")
            ? text.getBytes(StandardCharsets.US_ASCII)
            : HexFormat.of().parseHex(text);
    Socket socket = socket();
    socket.getOutputStream().write(bytes);

    assertThat(bytesUntilClosed(socket)).isLessThanOrEqualTo(HEADER.length);
    assertThat(victim.metrics()).containsEntry("connection.inbound.failed", 1L);
    assertStillServes();
  }

  @Test
  void aHandshakeFrameOfMaximumLengthIsRefusedFromItsHeader() throws IOException {
    Socket socket = socket();
    OutputStream out = socket.getOutputStream();
    out.write(HEADER);
    out.write(NOISE);
    out.write(new byte[] {(byte) 0xff, (byte) 0xff});

    assertThat(bytesUntilClosed(socket)).isLessThanOrEqualTo(HEADER.length + NOISE.length);
    assertStillServes();
  }

  @Test
  void garbageInsteadOfAHandshakeIsRefused() throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    for (int round = 0; round < 20; round++) {
      Socket socket = socket();
      byte[] garbage = new byte[40 + random.nextInt(200)];
      random.nextBytes(garbage);
      garbage[0] = 0;
      garbage[1] = (byte) random.nextInt(32); // Too short for a Noise message.
      OutputStream out = socket.getOutputStream();
      out.write(HEADER);
      out.write(NOISE);
      out.write(garbage);
      assertThat(bytesUntilClosed(socket)).isLessThanOrEqualTo(HEADER.length + NOISE.length);
    }
    assertStillServes();
  }

  @Test
  void aResetInTheMiddleOfTheHandshakeIsJustAnEnd() throws IOException {
    Socket socket = socket();
    socket.getOutputStream().write(HEADER);
    assertThat(socket.getInputStream().readNBytes(HEADER.length)).isEqualTo(HEADER);
    socket.setSoLinger(true, 0); // Closing sends a reset.
    socket.close();

    eventually(
        "counted", () -> victim.metrics().getOrDefault("connection.inbound.failed", 0L) == 1L);
    assertStillServes();
  }

  @Test
  void socketsThatNeverFinishTheirHandshakeAreBoundedInNumber() throws IOException {
    int many = HostLimits.defaults().maxPendingInbound() + 20;
    for (int i = 0; i < many; i++) {
      Socket _ = socket();
    }

    eventually(
        "the rest is refused", () -> victim.metrics().getOrDefault("connection.refused", 0L) >= 20);
    eventually(
        "the others end at the deadline",
        () ->
            victim.metrics().getOrDefault("connection.inbound.failed", 0L)
                == HostLimits.defaults().maxPendingInbound());
    for (Socket socket : sockets) {
      int _ = bytesUntilClosed(socket);
    }
    assertStillServes();
  }
}
