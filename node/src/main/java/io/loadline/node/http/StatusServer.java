package io.loadline.node.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.loadline.consensus.Bytes;
import io.loadline.node.OperatorException;
import io.loadline.node.Version;
import io.loadline.node.archive.ArchiveReader;
import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.BundleException;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.risk.bytes.Bytes32;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves the status API with the JDK's own server, one virtual thread per request. */
public final class StatusServer implements AutoCloseable {
  private static final int BACKLOG = 32;
  private static final int MAX_ROUNDS = 100;
  private static final Pattern ROUND = Pattern.compile("/v1/rounds/([0-9]{1,18})(/bundle)?");
  private static final Pattern ACCOUNT = Pattern.compile("/v1/accounts/(0x[0-9a-fA-F]{64})");
  private static final String JSON = "application/json";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final StatusBoard board;
  private final ArchiveReader archive;
  private final RoundNotes notes;
  private final AccountView accounts = new AccountView();
  private final HttpServer server;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  private StatusServer(
      HttpServer server, StatusBoard board, ArchiveReader archive, RoundNotes notes) {
    this.server = server;
    this.board = board;
    this.archive = archive;
    this.notes = notes;
  }

  /** What is sent back. */
  private record Answer(int status, String type, Bytes body) {
    static Answer text(int status, String type, String body) {
      return new Answer(status, type, Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer json(ObjectNode body) {
      return text(200, JSON, StatusJson.text(body) + "\n");
    }

    static Answer missing(String what) {
      return text(404, JSON, StatusJson.text(StatusJson.object().put("error", what)) + "\n");
    }
  }

  /** Starts to listen; port 0 takes a free one. */
  public static StatusServer start(
      InetSocketAddress address, StatusBoard board, ArchiveReader archive, RoundNotes notes) {
    try {
      HttpServer http = HttpServer.create(address, BACKLOG);
      StatusServer server = new StatusServer(http, board, archive, notes);
      http.setExecutor(server.requests);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException e) {
      throw new OperatorException.Unavailable(
          "Cannot listen for the status API on " + address + ": " + e.getMessage(),
          "Free that port, or set another one as http.");
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          exchange.getRequestMethod().equals("GET")
              ? route(exchange.getRequestURI().getPath())
              : Answer.text(405, TEXT, "GET only\n");
      byte[] body = answer.body().toArray();
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private Answer route(String path) {
    return switch (path) {
      case "/livez" -> Answer.text(200, TEXT, "alive\n");
      case "/readyz" -> ready();
      case "/metrics" -> Answer.text(200, "text/plain; version=0.0.4", metrics());
      case "/v1/status" ->
          board
              .current()
              .map(status -> Answer.json(StatusJson.status(status)))
              .orElseGet(() -> Answer.text(503, TEXT, "starting\n"));
      case "/v1/rounds" -> rounds();
      default -> deeper(path);
    };
  }

  private Answer deeper(String path) {
    Matcher round = ROUND.matcher(path);
    if (round.matches()) {
      return round(Long.parseLong(round.group(1)), round.group(2) != null);
    }
    Matcher account = ACCOUNT.matcher(path);
    return account.matches()
        ? account(Bytes32.fromHex(account.group(1).toLowerCase(Locale.ROOT)))
        : Answer.missing("no such resource");
  }

  private Answer ready() {
    Optional<NodeStatus> status = board.current();
    if (status.isEmpty()) {
      return Answer.text(503, TEXT, "starting\n");
    }
    List<String> causes = status.get().waitingFor();
    return causes.isEmpty()
        ? Answer.text(200, TEXT, "ready\n")
        : Answer.text(503, TEXT, String.join("\n", causes) + "\n");
  }

  private Answer rounds() {
    ObjectNode out = StatusJson.object();
    ArrayNode heights = out.putArray("heights");
    archive.roundHeights(Long.MAX_VALUE, MAX_ROUNDS).forEach(heights::add);
    return Answer.json(out);
  }

  private Answer round(long height, boolean whole) {
    Optional<byte[]> file = archive.round(height);
    if (file.isEmpty()) {
      return Answer.missing("no round is stored for height " + height);
    }
    return whole
        ? new Answer(200, "application/octet-stream", Bytes.of(file.get()))
        : Answer.json(StatusJson.round(decode(file.get()), notes.at(height)));
  }

  private Answer account(Bytes32 id) {
    OptionalLong latest = archive.latestRound();
    if (latest.isEmpty()) {
      return Answer.missing("no round is stored yet");
    }
    RoundBundle bundle = decode(archive.round(latest.getAsLong()).orElseThrow());
    return accounts
        .margins(bundle, id)
        .map(Answer::json)
        .orElseGet(() -> Answer.missing("no such account in round " + bundle.height()));
  }

  private static RoundBundle decode(byte[] file) {
    try {
      return BundleCodec.decode(file);
    } catch (BundleException e) {
      throw new IllegalStateException("the archive holds a damaged bundle", e);
    }
  }

  private String metrics() {
    StringBuilder out = new StringBuilder();
    out.append("# TYPE loadline_build_info gauge\nloadline_build_info{version=\"")
        .append(Version.current())
        .append("\"} 1\n");
    board.current().ifPresent(status -> metrics(status, out));
    return out.toString();
  }

  private static void metrics(NodeStatus status, StringBuilder out) {
    gauge(out, "ready", status.ready() ? 1 : 0);
    gauge(out, "open_height", status.openHeight());
    gauge(out, "last_signed_height", status.lastSignedHeight().orElse(0L));
    gauge(out, "last_accepted_height", status.lastAcceptedHeight().orElse(0L));
    gauge(out, "peers", status.peers().size());
    gauge(
        out, "peers_connected", status.peers().stream().filter(NodeStatus.Peer::connected).count());
    out.append("# TYPE loadline_chain_healthy gauge\n");
    for (NodeStatus.Chain chain : status.chains()) {
      sample(out, "chain_healthy", chain.chainId(), chain.healthy() ? 1 : 0);
    }
    out.append("# TYPE loadline_chain_finalized_block gauge\n");
    for (NodeStatus.Chain chain : status.chains()) {
      sample(out, "chain_finalized_block", chain.chainId(), chain.finalizedBlock());
    }
    status
        .counters()
        .forEach((name, value) -> {
          String type = name.endsWith("_total") ? "counter" : "gauge";
          out.append("# TYPE loadline_").append(name).append(' ').append(type).append('\n');
          out.append("loadline_").append(name).append(' ').append(value).append('\n');
        });
  }

  private static void gauge(StringBuilder out, String name, long value) {
    out.append("# TYPE loadline_").append(name).append(" gauge\n");
    out.append("loadline_").append(name).append(' ').append(value).append('\n');
  }

  private static void sample(StringBuilder out, String name, long chainId, long value) {
    out.append("loadline_").append(name).append("{chain=\"").append(chainId).append("\"} ");
    out.append(value).append('\n');
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
  }
}
