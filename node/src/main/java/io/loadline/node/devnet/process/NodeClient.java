package io.loadline.node.devnet.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node's status API, seen from outside. A node that does not answer is a value. */
public final class NodeClient {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http;
  private final URI base;

  public NodeClient(HttpClient http, URI base) {
    this.http = http;
    this.base = base;
  }

  /** What the node says of itself; empty while it starts, or if it is gone. */
  public Optional<JsonNode> status() throws InterruptedException {
    return json("/v1/status");
  }

  /** A round that the node has archived. */
  public Optional<JsonNode> round(long height) throws InterruptedException {
    return json("/v1/rounds/" + height);
  }

  /** That round's bundle file. */
  public Optional<byte[]> bundle(long height) throws InterruptedException {
    return get("/v1/rounds/" + height + "/bundle");
  }

  /** Its counters in Prometheus' text form. */
  public Optional<String> metrics() throws InterruptedException {
    return get("/metrics").map(body -> new String(body, StandardCharsets.UTF_8));
  }

  private Optional<JsonNode> json(String path) throws InterruptedException {
    return get(path)
        .flatMap(body -> {
          try {
            return Optional.of(JSON.readTree(body));
          } catch (JacksonException _) {
            return Optional.empty();
          }
        });
  }

  private Optional<byte[]> get(String path) throws InterruptedException {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT).GET().build();
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return response.statusCode() == OK ? Optional.of(response.body()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
