package io.loadline.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.protocol.core.Request;
import tools.jackson.databind.JsonNode;

class JsonRpcEndpointTest {
  private static final String HASH = "0x" + "ab".repeat(32);
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

  private JsonRpcEndpoint endpoint(ScriptedServer.Script script, RpcSettings settings)
      throws IOException {
    JsonRpcEndpoint endpoint = new JsonRpcEndpoint(server(script).url(), settings);
    open.add(endpoint);
    return endpoint;
  }

  private JsonRpcEndpoint endpoint(ScriptedServer.Script script) throws IOException {
    return endpoint(script, RpcSettings.DEFAULT);
  }

  private static List<Request<?, ?>> echoes(int count) {
    return IntStream.range(0, count)
        .<Request<?, ?>>mapToObj(i -> JsonRpcEndpoint.request("echo", Hex.quantity(i)))
        .toList();
  }

  private static String echo(JsonNode request) {
    return ScriptedServer.result(request, request.get("params").get(0).toString());
  }

  private static List<String> each(JsonNode batch) {
    List<String> replies = new ArrayList<>();
    batch.forEach(request -> replies.add(echo(request)));
    return replies;
  }

  @Test
  void batchRepliesAreMatchedByIdWhenTheServerReordersThem() throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(batch -> {
          List<String> replies = each(batch);
          Collections.reverse(replies);
          return replies.toString();
        });
    List<Reply> replies = endpoint.batch(echoes(300));
    for (int i = 0; i < 300; i++) {
      assertThat(((Reply.Result) replies.get(i)).value().stringValue()).isEqualTo(Hex.quantity(i));
    }
  }

  @Test
  void batchWithAMissingReplyIsMalformed() throws Exception {
    JsonRpcEndpoint endpoint = endpoint(batch -> each(batch).subList(1, batch.size()).toString());
    assertThatThrownBy(() -> endpoint.batch(echoes(3)))
        .isInstanceOf(RpcException.Malformed.class)
        .hasMessageContaining("a batch of 3 replies was expected, came 2");
  }

  @Test
  void batchWithARepeatedIdIsMalformed() throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(batch -> {
          List<String> replies = each(batch);
          replies.set(1, replies.get(0));
          return replies.toString();
        });
    assertThatThrownBy(() -> endpoint.batch(echoes(3)))
        .isInstanceOf(RpcException.Malformed.class)
        .hasMessageContaining("repeated id");
  }

  @Test
  void batchRefusedWithOneErrorObjectKeepsItsMessage() throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(_ -> "{\"error\":{\"code\":-32005,\"message\":\"batch limit 100\"}}");
    assertThatThrownBy(() -> endpoint.batch(echoes(3)))
        .isInstanceOf(RpcException.ErrorReply.class)
        .hasMessageContaining("batch limit 100");
  }

  @Test
  void errorOfOneBatchItemIsAValue() throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(batch ->
            List.of(
                    echo(batch.get(0)),
                    ScriptedServer.error(batch.get(1), "{\"code\":-1,\"message\":\"no\"}"))
                .toString());
    List<Reply> replies = endpoint.batch(echoes(2));
    assertThat(replies.get(0)).isInstanceOf(Reply.Result.class);
    assertThat(replies.get(1)).isInstanceOf(Reply.Failure.class);
  }

  @Test
  void replyWithAnotherIdIsMalformed() throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(_ -> "{\"jsonrpc\":\"2.0\",\"id\":123456789,\"result\":\"0x1\"}");
    assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("x")))
        .isInstanceOf(RpcException.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"x\"", "{\"id\":1}", "<html>", "{\"result\":"})
  void whatIsNoReplyIsMalformed(String body) throws Exception {
    JsonRpcEndpoint endpoint = endpoint(_ -> body);
    assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("x")))
        .isInstanceOf(RpcException.Malformed.class);
  }

  @Test
  void deepNestingIsMalformedAndNotAStackOverflow() throws Exception {
    JsonRpcEndpoint endpoint = endpoint(_ -> "[".repeat(100_000));
    assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("x")))
        .isInstanceOf(RpcException.Malformed.class);
  }

  @Test
  void answerBeyondTheByteLimitIsRefused() throws Exception {
    RpcSettings small = RpcSettings.DEFAULT.withMaxResponseBytes(10_000);
    JsonRpcEndpoint endpoint =
        endpoint(
            request -> ScriptedServer.result(request, "\"" + "a".repeat(20_000) + "\""), small);
    assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("x")))
        .isInstanceOf(RpcException.TooLarge.class)
        .hasMessageContaining("more than 10000 bytes");
  }

  @Test
  void slowAnswerTimesOut() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    JsonRpcEndpoint endpoint =
        endpoint(
            request -> {
              try {
                return never.await(20, TimeUnit.SECONDS) ? "" : echo(request);
              } catch (InterruptedException _) {
                return "";
              }
            },
            RpcSettings.DEFAULT.withCall(Duration.ofMillis(200)));
    assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("eth_call")))
        .isInstanceOf(RpcException.TimedOut.class)
        .hasMessageContaining("eth_call");
  }

  @Test
  void closedPortIsUnreachableAndTheMessageHidesTheKeyInTheUrl() throws Exception {
    ScriptedServer server = server(JsonRpcEndpointTest::echo);
    try (JsonRpcEndpoint endpoint = new JsonRpcEndpoint(server.url(), RpcSettings.DEFAULT)) {
      server.close();
      assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("x")))
          .isInstanceOf(RpcException.Unreachable.class)
          .hasMessageContaining("http://127.0.0.1:" + server.url().getPort())
          .hasMessageNotContaining("abc123");
    }
  }

  @Test
  void httpStatusWithoutJsonIsUnreachable() throws Exception {
    ScriptedServer server = server(_ -> "slow down");
    server.status(429);
    try (JsonRpcEndpoint endpoint = new JsonRpcEndpoint(server.url(), RpcSettings.DEFAULT)) {
      assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("x")))
          .isInstanceOf(RpcException.Unreachable.class)
          .hasMessageContaining("429");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -32001 | Resource not found                            | BlockVanished
          -32000 | header for hash not found                     | BlockVanished
          -32000 | hash 0xab.. is not currently canonical        | BlockVanished
          -32000 | missing trie node 9a.. (path ) state 0x..     | StatePruned
          -32000 | historical state 0xab is not available        | StatePruned
          -32000 | state already discarded                       | StatePruned
          -32603 | Internal error                                | ErrorReply
          """)
  void errorsOfPinnedReadsAreToldApart(int code, String message, String kind) throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(request ->
            ScriptedServer.error(
                request, "{\"code\":%d,\"message\":\"%s\"}".formatted(code, message)));
    Request<?, ?> pinned =
        JsonRpcEndpoint.request("eth_call", Map.of("to", "0x0"), Map.of("blockHash", HASH));
    assertThatThrownBy(() -> endpoint.call(pinned))
        .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(kind));
  }

  @Test
  void revertDataIsKept() throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(request ->
            ScriptedServer.error(
                request,
                "{\"code\":3,\"message\":\"execution reverted\",\"data\":\"0xdeadbeef\"}"));
    assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("eth_call")))
        .isInstanceOfSatisfying(
            RpcException.ErrorReply.class,
            e -> {
              assertThat(e.reverted()).isTrue();
              assertThat(e.data())
                  .isEqualTo(new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef});
            });
  }

  @Test
  void textFromOutsideReachesMessagesAsOneBoundedLine() throws Exception {
    JsonRpcEndpoint endpoint =
        endpoint(request ->
            ScriptedServer.error(
                request, "{\"code\":1,\"message\":\"a\\nERROR forged" + "x".repeat(5_000) + "\"}"));
    assertThatThrownBy(() -> endpoint.call(JsonRpcEndpoint.request("eth_call")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(600));
  }

  @Test
  void socketsSendAtOnceInsteadOfWaitingForDelayedAcknowledgements() throws Exception {
    ScriptedServer server = server(JsonRpcEndpointTest::echo);
    try (HttpTransport transport = new HttpTransport(server.url(), RpcSettings.DEFAULT);
        Socket unconnected = transport.sockets().createSocket();
        Socket connected = transport.sockets().createSocket("127.0.0.1", server.url().getPort())) {
      assertThat(unconnected.getTcpNoDelay()).isTrue();
      assertThat(connected.getTcpNoDelay()).isTrue();
    }
  }
}
