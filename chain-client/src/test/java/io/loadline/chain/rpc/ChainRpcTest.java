package io.loadline.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.core.Request;

class ChainRpcTest {
  private static final long CHAIN = 31_337;
  private static final RpcSettings FAST =
      new RpcSettings(
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(4),
          Duration.ofSeconds(4),
          Duration.ofMillis(300),
          Duration.ofMillis(40),
          Duration.ofMillis(80),
          1 << 20,
          100);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private ScriptedServer server(ScriptedServer.Script script) throws IOException {
    ScriptedServer server = new ScriptedServer(script);
    open.add(server);
    return server;
  }

  private ChainRpc rpc(int quorum, RpcSettings settings, ScriptedServer... servers) {
    List<URI> urls = Arrays.stream(servers).map(ScriptedServer::url).toList();
    ChainRpc rpc = new ChainRpc(CHAIN, urls, quorum, settings);
    open.add(rpc);
    return rpc;
  }

  private static Request<?, ?> read() {
    return JsonRpcEndpoint.request("eth_call");
  }

  private static ScriptedServer.Script answering(int value) {
    return ScriptedServer.always(CHAIN, "\"" + Hex.quantity(value) + "\"");
  }

  private static long agreed(ChainRpc rpc) throws RpcException {
    return rpc.agreed(read(), answer -> answer.quantity("value"));
  }

  @Test
  void equalAnswersOfAllEndpointsAreUsed() throws Exception {
    assertThat(agreed(rpc(2, FAST, server(answering(7)), server(answering(7))))).isEqualTo(7);
  }

  @Test
  void answersThatDifferAreRefusedAndBothEndpointsNamed() throws Exception {
    ScriptedServer honest = server(answering(7));
    ScriptedServer liar = server(answering(8));
    assertThatThrownBy(() -> agreed(rpc(1, FAST, honest, liar)))
        .isInstanceOf(RpcException.Disagreement.class)
        .hasMessageContaining(":" + honest.url().getPort())
        .hasMessageContaining(":" + liar.url().getPort());
  }

  @Test
  void endpointThatIsDownDoesNotStopAQuorumOfOthers() throws Exception {
    ScriptedServer down = server(answering(7));
    down.close();
    ChainRpc rpc = rpc(2, FAST, server(answering(7)), down, server(answering(7)));
    assertThat(agreed(rpc)).isEqualTo(7);
    assertThat(rpc.health())
        .extracting(EndpointHealth::consecutiveFailures)
        .containsExactly(0, 1, 0);
  }

  @Test
  void fewerAnswersThanTheQuorumAreAFailure() throws Exception {
    ScriptedServer down = server(answering(7));
    down.close();
    assertThatThrownBy(() -> agreed(rpc(2, FAST, server(answering(7)), down)))
        .isInstanceOf(RpcException.Unreachable.class);
  }

  @Test
  void endpointThatMissesTheGraceBacksOffAndDelaysOneReadOnly() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ScriptedServer slow =
        server(request -> {
          try {
            release.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          return answering(7).answer(request);
        });
    ChainRpc rpc = rpc(1, FAST, server(answering(7)), slow);
    assertThat(agreed(rpc)).isEqualTo(7);
    assertThat(rpc.health().get(1).usable()).isFalse();
    assertThat(rpc.health().get(1).lastFailure()).contains("no answer to eth_call");
    release.countDown();
  }

  @Test
  void failedEndpointIsLeftAloneUntilItsBackOffEndsAndThenUsedAgain() throws Exception {
    ScriptedServer server = server(_ -> "garbage");
    ChainRpc rpc = rpc(1, FAST, server);
    assertThatThrownBy(() -> agreed(rpc)).isInstanceOf(RpcException.Malformed.class);
    int requests = server.requests();
    assertThatThrownBy(() -> agreed(rpc))
        .isInstanceOf(RpcException.Unreachable.class)
        .hasMessageContaining("backing off");
    assertThat(server.requests()).isEqualTo(requests);
    server.script(answering(9));
    assertThat(agreedOnceUsable(rpc)).isEqualTo(9);
  }

  private static long agreedOnceUsable(ChainRpc rpc) throws RpcException {
    while (!rpc.health().getFirst().usable()) {
      Thread.onSpinWait(); // At most 80 ms: the longest back-off of these settings.
    }
    return agreed(rpc);
  }

  @Test
  void endpointOfAnotherChainIsRefused() throws Exception {
    ScriptedServer other = server(ScriptedServer.always(1, "\"0x7\""));
    ChainRpc rpc = rpc(1, FAST, other);
    assertThatThrownBy(() -> agreed(rpc))
        .isInstanceOf(RpcException.WrongChain.class)
        .hasMessageContaining("serves chain 1, the configuration says 31337");
  }

  @Test
  void chainIdIsCheckedAgainAfterAFailure() throws Exception {
    ScriptedServer server = server(answering(7));
    ChainRpc rpc = rpc(1, FAST, server);
    assertThat(agreed(rpc)).isEqualTo(7);
    server.script(_ -> "garbage");
    assertThatThrownBy(() -> agreed(rpc)).isInstanceOf(RpcException.Malformed.class);
    server.script(ScriptedServer.always(1, "\"0x7\""));
    assertThatThrownBy(() -> agreedOnceUsable(rpc)).isInstanceOf(RpcException.WrongChain.class);
  }

  @Test
  void anyFallsOverToTheNextEndpoint() throws Exception {
    ScriptedServer down = server(answering(7));
    down.close();
    ChainRpc rpc = rpc(1, FAST, down, server(answering(5)));
    assertThat(rpc.<Long>any(read(), answer -> answer.quantity("value"))).isEqualTo(5);
  }

  @Test
  void vanishedBlockIsReportedRatherThanTheOtherEndpointBeingDown() throws Exception {
    ScriptedServer down = server(answering(7));
    down.close();
    ScriptedServer reorged =
        server(request ->
            request.get("method").stringValue().equals("eth_chainId")
                ? answering(0).answer(request)
                : ScriptedServer.error(
                    request, "{\"code\":-32001,\"message\":\"Resource not found\"}"));
    Request<?, ?> pinned =
        JsonRpcEndpoint.request("eth_call", java.util.Map.of("blockHash", "0xabcd"));
    ChainRpc rpc = rpc(1, FAST, reorged, down);
    assertThatThrownBy(() -> rpc.agreed(pinned, answer -> answer.text("x")))
        .isInstanceOf(RpcException.BlockVanished.class);
  }
}
