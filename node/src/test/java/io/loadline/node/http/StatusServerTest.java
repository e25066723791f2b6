package io.loadline.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.node.archive.Archive;
import io.loadline.node.archive.RocksArchive;
import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.bundle.TestNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusServerTest {
  private static final RoundBundle ROUND = new TestNetwork(3).round(1, Optional.empty());

  @TempDir Path directory;
  private final StatusBoard board = new StatusBoard();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Long, RoundNotes.Note> notes = new ConcurrentHashMap<>();
  private Archive archive;
  private StatusServer server;

  @BeforeEach
  void start() {
    archive = RocksArchive.open(directory);
    server =
        StatusServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            board,
            archive,
            height -> Optional.ofNullable(notes.get(height)));
  }

  @AfterEach
  void stop() {
    server.close();
    archive.close();
    client.close();
  }

  @Test
  void aStartingNodeIsAliveAndNotReady() throws Exception {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/v1/status").statusCode()).isEqualTo(503);
  }

  @Test
  void whatIsWaitedForIsSaid() throws Exception {
    board.publish(status(List.of("chain 31338: no endpoint answers")));
    HttpResponse<String> ready = get("/readyz");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("chain 31338: no endpoint answers\n");
    assertThat(get("/v1/status").body())
        .contains("\"waitingFor\":[\"chain 31338: no endpoint answers\"]")
        .contains("\"lastSignedHeight\":7")
        .contains("\"lastAcceptedHeight\":null");
    board.publish(status(List.of()));
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsArePrometheusText() throws Exception {
    board.publish(status(List.of()));
    assertThat(get("/metrics").body())
        .contains("loadline_ready 1\n")
        .contains("loadline_chain_finalized_block{chain=\"31337\"} 128\n")
        .contains("# TYPE loadline_rejected_messages_total counter\n")
        .contains("loadline_rejected_messages_total 4\n");
  }

  @Test
  void roundsAreListedShownAndHandedOutWhole() throws Exception {
    byte[] bundle = BundleCodec.encode(ROUND);
    archive.putRound(1, bundle, new byte[] {1});
    assertThat(get("/v1/rounds").body()).isEqualTo("{\"heights\":[1]}\n");
    assertThat(get("/v1/rounds/1").body())
        .contains("\"digest\":\"" + ROUND.report().digest(ROUND.genesis().networkId()).toHex());
    assertThat(bytes("/v1/rounds/1/bundle")).isEqualTo(bundle);
    assertThat(get("/v1/rounds/2").statusCode()).isEqualTo(404);
  }

  @Test
  void aRoundTellsWhatThisNodeRemembersOfIt() throws Exception {
    archive.putRound(1, BundleCodec.encode(ROUND), new byte[] {1});
    TreeMap<String, Long> phases = new TreeMap<>();
    phases.put("decided", 412L);
    notes.put(
        1L,
        new RoundNotes.Note(
            true, phases, List.of(new RoundNotes.Submitted(31_337, "0xabc", 140, 52_000))));
    assertThat(get("/v1/rounds/1").body()).contains("\"decided\":412").contains("0xabc");
  }

  @Test
  void anAccountsMarginsComeWithTheirWorstScenario() throws Exception {
    archive.putRound(1, BundleCodec.encode(ROUND), new byte[] {1});
    String id = ROUND.snapshot().accounts().getFirst().id().toHex();
    assertThat(get("/v1/accounts/" + id).body())
        .contains("\"account\":\"" + id)
        .contains("\"worstScenario\":")
        .contains("\"initialUsd\":\"");
    assertThat(get("/v1/accounts/0x" + "00".repeat(32)).statusCode()).isEqualTo(404);
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertThat(get("/v1/accounts/nonsense").statusCode()).isEqualTo(404);
    assertThat(get("/").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri("/v1/status")).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  private static NodeStatus status(List<String> waitingFor) {
    TreeMap<String, Long> counters = new TreeMap<>();
    counters.put("rejected_messages_total", 4L);
    return new NodeStatus(
        "devnet",
        "0x01",
        Optional.of(2),
        "0x02",
        "12D3",
        8,
        Optional.of(7L),
        Optional.empty(),
        List.of(new NodeStatus.Peer("0x03", "12D4", true)),
        List.of(new NodeStatus.Chain(31_337, true, 128, "")),
        waitingFor,
        counters);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private byte[] bytes(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.address().getPort() + path);
  }
}
