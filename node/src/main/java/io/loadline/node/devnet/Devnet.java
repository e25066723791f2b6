package io.loadline.node.devnet;

import io.loadline.consensus.Bytes;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.config.FoundingManifest;
import io.loadline.node.config.ManifestJson;
import io.loadline.node.config.ParameterSetJson;
import io.loadline.node.devnet.chain.Acceptances;
import io.loadline.node.devnet.chain.LocalChain;
import io.loadline.node.devnet.chain.Network;
import io.loadline.node.devnet.chain.Person;
import io.loadline.node.devnet.founding.FreePorts;
import io.loadline.node.devnet.founding.NodeFolder;
import io.loadline.node.devnet.process.NodeClient;
import io.loadline.node.devnet.process.Operator;
import io.loadline.node.devnet.report.Console;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * A network on this machine: two chains with everything on them, and one process per operator that
 * can be started and killed. Closing it ends every process.
 */
public final class Devnet implements AutoCloseable {
  private static final long HOME_CHAIN = 31_337;
  private static final long OTHER_CHAIN = 31_338;
  private static final int BLOCK_MS = 1_000;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final DevnetSettings settings;
  private final DataFolder folder;
  private final LocalChain home;
  private final LocalChain other;
  private final HttpClient http;
  private final Groundwork ground;
  private final List<Operator> operators;
  private final RoundCollector rounds;

  private Devnet(
      DevnetSettings settings,
      DataFolder folder,
      LocalChain home,
      LocalChain other,
      HttpClient http,
      Groundwork ground,
      List<Operator> operators) {
    this.settings = settings;
    this.folder = folder;
    this.home = home;
    this.other = other;
    this.http = http;
    this.ground = ground;
    this.operators = List.copyOf(operators);
    var contracts = ground.network().contracts();
    this.rounds =
        new RoundCollector(
            folder,
            new Acceptances(home, contracts.manager()),
            new Acceptances(other, contracts.guard()),
            operators);
  }

  /** Everything but the nodes and the key that they make. */
  public static Devnet found(DevnetSettings settings, Console console)
      throws IOException, InterruptedException {
    var folder = DataFolder.prepare(settings.folder());
    console.step("keeping everything in " + folder.root());
    console.step("starting two local chains, their clocks at the market's 2024-01-08 11:19:41 UTC");
    var home = LocalChain.start(settings.anvil(), folder.logs(), HOME_CHAIN);
    LocalChain other = null;
    try {
      other = LocalChain.start(settings.anvil(), folder.logs(), OTHER_CHAIN);
      var parameters = ParameterSetJson.read(ProjectFiles.parameters(Path.of("")));
      var ground = Groundwork.lay(settings, home, other, parameters, console);
      console.step("writing " + settings.nodes() + " node folders");
      var http = HttpClient.newHttpClient();
      var operators = operators(folder, ground, http);
      return new Devnet(settings, folder, home, other, http, ground, operators);
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (other != null) {
        other.close();
      }
      home.close();
      throw e;
    }
  }

  private static List<Operator> operators(DataFolder folder, Groundwork ground, HttpClient http)
      throws IOException {
    int count = ground.operators().size();
    var ports = FreePorts.find(2 * count);
    var nodes = new ArrayList<NodeFolder>();
    for (int i = 0; i < count; i++) {
      var keys = ground.operators().get(i);
      nodes.add(new NodeFolder(folder.node(keys.name()), keys, ports.get(i), ports.get(count + i)));
    }
    var networkId = ground.founding().genesis().networkId();
    var manifest =
        new FoundingManifest(
            "devnet",
            ground.founding().genesis(),
            ground.rules(),
            ground.founding().terms(),
            nodes.stream().map(node -> node.peerEntry(networkId)).toList());
    var chains = new TreeMap<Long, URI>();
    chains.put(ground.network().home().id(), ground.network().home().url());
    chains.put(ground.network().other().id(), ground.network().other().url());
    var operators = new ArrayList<Operator>();
    for (int i = 0; i < count; i++) {
      var node = nodes.get(i);
      node.write(manifest, chains, BLOCK_MS);
      var name = node.keys().name();
      operators.add(
          new Operator(
              name,
              node.config(),
              node.founded(),
              folder.logs().resolve(name + ".log"),
              new NodeClient(http, node.http())));
    }
    return operators;
  }

  /**
   * Starts every operator's process, lets them make the network's key, installs it, and waits until
   * all of them answer. Both chains make a block a second when it returns.
   */
  public void startNodes(Console console)
      throws IOException, InterruptedException, TimeoutException {
    startProcesses(console);
    furnish(console);
    installKey(console);
    for (var operator : operators) {
      awaitAnswer(operator);
    }
    console.step("all nodes answer; waiting for their first round");
  }

  /** Starts every operator's process, and nothing else. */
  public void startProcesses(Console console) throws IOException {
    console.step(
        "starting "
            + operators.size()
            + " nodes, each a process of its own; they make the group key, which nobody ever holds whole");
    for (var operator : operators) {
      operator.start();
    }
  }

  /** Lists the market and lets everybody open an account; before the first round. */
  public void furnish(Console console) throws IOException, InterruptedException {
    ground.furnish(console);
  }

  /** Waits for the key that the nodes make, and installs it; from then on blocks come by time. */
  public FirstKeyCertificate installKey(Console console)
      throws IOException, InterruptedException, TimeoutException {
    var certificate = awaitKey(operators.getFirst());
    for (var operator : operators) {
      if (!awaitKey(operator).groupKey().equals(certificate.groupKey())) {
        throw new IOException(operator.name() + " has another group key");
      }
    }
    console.step(
        "installing group key "
            + Bytes.of(certificate.groupKey().point().toBytes())
            + " in both managers");
    ground.install(certificate);
    home.tick();
    other.tick();
    return certificate;
  }

  private FirstKeyCertificate awaitKey(Operator operator)
      throws IOException, InterruptedException, TimeoutException {
    RoundCollector.await(
        START_LIMIT,
        operator.name() + " has no group key; its log is " + operator.log(),
        () -> {
          requireRunning(operator);
          return Files.exists(operator.founded());
        });
    return ManifestJson.read(operator.founded()).committee();
  }

  /** Waits until a node that was started answers; fails at once if its process ended. */
  public void awaitAnswer(Operator operator)
      throws IOException, InterruptedException, TimeoutException {
    RoundCollector.await(
        START_LIMIT,
        operator.name() + " does not answer; its log is " + operator.log(),
        () -> {
          requireRunning(operator);
          return operator.client().status().isPresent();
        });
  }

  /** Fails with the end of the log if the operator's process is gone. */
  void requireRunning(Operator operator) throws IOException {
    if (!operator.isRunning()) {
      var lines = Files.readAllLines(operator.log());
      var last = lines.subList(Math.max(0, lines.size() - 5), lines.size());
      throw new IOException(operator.name() + " ended by itself: " + String.join(" | ", last));
    }
  }

  /** In the committee's order. */
  public List<Operator> operators() {
    return operators;
  }

  public RoundCollector rounds() {
    return rounds;
  }

  public Network network() {
    return ground.network();
  }

  /** All account holders; the named ones first. */
  public List<Person> people() {
    return ground.people();
  }

  public Bytes32 networkId() {
    return ground.founding().genesis().networkId();
  }

  public DataFolder folder() {
    return folder;
  }

  DevnetSettings settings() {
    return settings;
  }

  Groundwork ground() {
    return ground;
  }

  /** The operator that pays with this key, or the address itself. */
  String nameOf(Address transmitter) {
    return ground.operators().stream()
        .filter(o -> Address.fromHex(o.transmitter().getAddress()).equals(transmitter))
        .map(o -> o.name())
        .findFirst()
        .orElse(transmitter.toHex());
  }

  @Override
  public void close() {
    operators.forEach(Operator::close);
    http.close();
    home.close();
    other.close();
  }
}
