package io.loadline.node.cli;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running node over its status API. */
final class NodeApi {
  static final String DEFAULT_URL = "http://127.0.0.1:9500";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI base;

  NodeApi(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw wrong(url);
    }
    if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("http")) {
      throw wrong(url);
    }
    this.base = uri;
  }

  JsonNode json(String path) {
    try {
      return JSON.readTree(bytes(path));
    } catch (JacksonException e) {
      throw unavailable("answers with something that is not JSON");
    }
  }

  byte[] bytes(String path) {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw unavailable("answers " + response.statusCode() + " to " + path);
      }
      return response.body();
    } catch (IOException e) {
      throw unavailable("does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for");
    }
  }

  private OperatorException unavailable(String what) {
    return new OperatorException.Unavailable(
        "The node at " + base + " " + what,
        "Start it, or give its address as --url (http in its settings).");
  }

  private static OperatorException wrong(String url) {
    return new OperatorException.Configuration(
        "\"" + url + "\" is not a web address", "--url", "Give one like " + DEFAULT_URL + ".");
  }
}
