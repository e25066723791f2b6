package io.loadline.chain.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real HTTP server on this machine whose answers a test writes. */
final class ScriptedServer implements AutoCloseable {
  static final JsonMapper MAPPER = new JsonMapper();

  /** Makes the answer to a parsed request body. */
  interface Script {
    String answer(JsonNode request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Script script;
  private volatile int status = 200;

  ScriptedServer(Script script) throws IOException {
    this.script = script;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers {@code eth_chainId} with this chain and everything else with this result. */
  static Script always(long chainId, String result) {
    return request ->
        request.get("method").stringValue().equals("eth_chainId")
            ? result(request, "\"" + Hex.quantity(chainId) + "\"")
            : result(request, result);
  }

  static String result(JsonNode request, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"result\":" + result + "}";
  }

  static String error(JsonNode request, String error) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + request.get("id") + ",\"error\":" + error + "}";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      JsonNode request = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
      byte[] answer = script.answer(request).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, 0); // Chunked: the length is not known beforehand.
      try (OutputStream body = exchange.getResponseBody()) {
        body.write(answer);
      }
    }
  }

  void script(Script next) {
    script = next;
  }

  void status(int next) {
    status = next;
  }

  int requests() {
    return requests.get();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/key-abc123");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
