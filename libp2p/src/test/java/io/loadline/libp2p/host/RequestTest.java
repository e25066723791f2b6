package io.loadline.libp2p.host;

import static io.loadline.libp2p.host.TestNetwork.addressOf;
import static io.loadline.libp2p.host.TestNetwork.connect;
import static io.loadline.libp2p.host.TestNetwork.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestTest {
  private static final String PROTOCOL = "/test/fetch/1";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final TestNetwork network = new TestNetwork();

  @AfterEach
  void closeAll() {
    network.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Host[] connectedPair() {
    Host[] pair = {network.start(0), network.start(1)};
    connect(pair[0], pair[1]);
    eventually("both know", () -> pair[1].connectedPeers().contains(pair[0].peerId()));
    return pair;
  }

  @Test
  void aRequestIsAnsweredInBothDirectionsOfOneConnection() {
    Host[] pair = connectedPair();
    for (Host host : pair) {
      host.serve(
          PROTOCOL,
          100,
          (from, request) ->
              CompletableFuture.completedFuture(
                  bytes(from + " asked " + new String(request, StandardCharsets.UTF_8))));
    }

    for (int i = 0; i < 2; i++) {
      Host asker = pair[i];
      assertThat(asker.request(pair[1 - i].peerId(), PROTOCOL, bytes("what"), 1_000, 30_000))
          .succeedsWithin(SOON)
          .isEqualTo(bytes(asker.peerId() + " asked what"));
    }
  }

  @Test
  void aResponseOfFiveMegabytesArrivesWhole() {
    Host[] pair = connectedPair();
    byte[] large = new byte[5_000_000];
    new SplittableRandom(3).nextBytes(large);
    pair[1].serve(PROTOCOL, 100, (_, _) -> CompletableFuture.completedFuture(large));

    assertThat(pair[0].request(pair[1].peerId(), PROTOCOL, bytes("all"), 6_000_000, 30_000))
        .succeedsWithin(SOON)
        .isEqualTo(large);
  }

  @Test
  void aResponseLongerThanAllowedFails() {
    Host[] pair = connectedPair();
    pair[1].serve(PROTOCOL, 100, (_, _) -> CompletableFuture.completedFuture(new byte[1_001]));

    assertFails(
        pair[0].request(pair[1].peerId(), PROTOCOL, bytes("x"), 1_000, 30_000),
        "response is longer than allowed");
  }

  @Test
  void aRequestLongerThanAllowedIsRefused() {
    Host[] pair = connectedPair();
    pair[1].serve(PROTOCOL, 100, (_, _) -> CompletableFuture.completedFuture(new byte[0]));

    assertFails(
        pair[0].request(pair[1].peerId(), PROTOCOL, new byte[101], 1_000, 30_000),
        "peer refused the request");
    assertThat(pair[1].metrics()).containsEntry("request.malformed", 1L);
  }

  @Test
  void aHandlerThatFailsIsARefusal() {
    Host[] pair = connectedPair();
    pair[1].serve(
        PROTOCOL, 100, (_, _) -> CompletableFuture.failedFuture(new IllegalStateException("no")));

    assertFails(
        pair[0].request(pair[1].peerId(), PROTOCOL, bytes("x"), 1_000, 30_000),
        "peer refused the request");
  }

  @Test
  void anUnknownProtocolIsRefused() {
    Host[] pair = connectedPair();

    assertFails(
        pair[0].request(pair[1].peerId(), PROTOCOL, bytes("x"), 1_000, 30_000),
        "peer speaks none of [/test/fetch/1]");
  }

  @Test
  void aPeerThatNeverAnswersTimesOut() {
    Host[] pair = connectedPair();
    pair[1].serve(PROTOCOL, 100, (_, _) -> new CompletableFuture<>());

    assertFails(
        pair[0].request(pair[1].peerId(), PROTOCOL, bytes("x"), 1_000, 200),
        "no response to /test/fetch/1 within 200 ms");
  }

  @Test
  void moreRequestsThanAllowedAtOnceAreRefused() {
    Host[] pair = connectedPair();
    CompletableFuture<byte[]> gate = new CompletableFuture<>();
    pair[1].serve(PROTOCOL, 100, (_, _) -> gate);
    int allowed = HostLimits.defaults().maxRequestsPerPeer();
    List<CompletableFuture<byte[]>> calls = new ArrayList<>();
    for (int i = 0; i < allowed + 4; i++) {
      calls.add(pair[0].request(pair[1].peerId(), PROTOCOL, bytes("x"), 1_000, 30_000));
    }

    eventually(
        "four refused",
        () -> calls.stream().filter(CompletableFuture::isCompletedExceptionally).count() == 4);
    gate.complete(bytes("done"));
    eventually("all settled", () -> calls.stream().allMatch(CompletableFuture::isDone));
    assertThat(calls.stream().filter(call -> !call.isCompletedExceptionally())).hasSize(allowed);
  }

  @Test
  void aRequestToAStrangerFails() {
    Host host = network.start(0);

    assertFails(
        host.request(TestNetwork.key(5).peerId(), PROTOCOL, bytes("x"), 1_000, 30_000),
        "not connected to " + TestNetwork.key(5).peerId());
  }

  @Test
  void aPeerThatDiesMeanwhileFailsTheRequest() {
    Host[] pair = connectedPair();
    CompletableFuture<byte[]> asked = new CompletableFuture<>();
    pair[1].serve(
        PROTOCOL,
        100,
        (_, request) -> {
          asked.complete(request);
          return new CompletableFuture<>();
        });
    CompletableFuture<byte[]> call =
        pair[0].request(pair[1].peerId(), PROTOCOL, bytes("x"), 1_000, 30_000);
    assertThat(asked).succeedsWithin(SOON);

    pair[1].close();

    assertFails(call, "peer refused the request");
  }

  @Test
  void pingMeasuresARoundTrip() {
    Host[] pair = connectedPair();

    assertThat(pair[0].ping(pair[1].peerId())).succeedsWithin(SOON);
    assertThat(pair[1].ping(pair[0].peerId())).succeedsWithin(SOON);
    assertThat(addressOf(pair[1]).peerId()).isEqualTo(pair[1].peerId());
  }

  private static void assertFails(CompletableFuture<?> call, String message) {
    assertThat(call)
        .failsWithin(SOON)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(CompletionException.class)
        .withMessage(message);
  }
}
