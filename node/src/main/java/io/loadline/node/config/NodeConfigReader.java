package io.loadline.node.config;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.node.config.NodeConfig.AgreementSettings;
import io.loadline.node.config.NodeConfig.ChainSettings;
import io.loadline.node.config.NodeConfig.HttpSettings;
import io.loadline.node.config.NodeConfig.KeyPaths;
import io.loadline.node.config.NodeConfig.SubmitSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads a node's YAML file; config/node.example.yaml shows every key. */
public final class NodeConfigReader {
  private static final long MAX_MS = 3_600_000;
  private static final String DEFAULT_HTTP = "127.0.0.1:9500";

  private NodeConfigReader() {}

  /**
   * Reads and checks the whole file.
   *
   * @throws io.loadline.node.OperatorException.Configuration with the place of the first mistake
   */
  public static NodeConfig read(Path file) {
    return Document.yaml(file).build(NodeConfigReader::node);
  }

  private static NodeConfig node(Section root) {
    Path folder = folder(root.file());
    return new NodeConfig(
        root.file(),
        path(root, "network", folder),
        path(root, "data", folder),
        root.section("keys").build(keys -> keys(keys, folder)),
        root.text("listen", "a multiaddress, like /ip4/0.0.0.0/tcp/9400", Multiaddr::of),
        root.optionalTexts(
            "bootstrap",
            "a multiaddress with a peer id, like /ip4/192.0.2.1/tcp/9400/p2p/12D3KooW...",
            NodeConfigReader::peerAddress),
        root.section("chains").build(NodeConfigReader::chains),
        http(root),
        root.optionalSection("submit")
            .map(section -> section.build(NodeConfigReader::submit))
            .orElse(new SubmitSettings(true, Duration.ofSeconds(12), 200)),
        root.optionalSection("agreement")
            .map(section -> section.build(NodeConfigReader::agreement))
            .orElse(
                new AgreementSettings(
                    Duration.ofSeconds(4), Duration.ofSeconds(30), Duration.ofSeconds(2))));
  }

  private static KeyPaths keys(Section keys, Path folder) {
    return new KeyPaths(
        path(keys, "identity", folder),
        path(keys, "peer", folder),
        optionalPath(keys, "share", folder),
        optionalPath(keys, "transmitter", folder),
        path(keys, "password", folder));
  }

  private static SequencedMap<Long, ChainSettings> chains(Section chains) {
    TreeMap<Long, ChainSettings> settings = new TreeMap<>();
    for (String key : chains.keys()) {
      if (!key.matches("[1-9][0-9]{0,17}")) {
        throw chains.invalid(key, "is not a chain id", "Give the chain's number, like 1.");
      }
      settings.put(Long.parseLong(key), chains.section(key).build(NodeConfigReader::chain));
    }
    if (settings.isEmpty()) {
      throw chains.invalid("no chain is set");
    }
    return Collections.unmodifiableSequencedMap(settings);
  }

  private static ChainSettings chain(Section chain) {
    List<URI> rpc = chain.texts("rpc", "an http or https address", NodeConfigReader::endpoint);
    if (rpc.isEmpty()) {
      throw chain.invalid("rpc", "is empty", "Give at least one endpoint.");
    }
    if (rpc.stream().distinct().count() < rpc.size()) {
      throw chain.invalid("rpc", "names an endpoint twice", "Two votes of one endpoint are one.");
    }
    int quorum = (int) chain.number("quorum", 1, rpc.size(), rpc.size() / 2 + 1);
    return new ChainSettings(
        rpc, quorum, millis(chain, "deadlineMs", 4_000), millis(chain, "pollMs", 1_000));
  }

  private static HttpSettings http(Section root) {
    return root.optional(
            "http",
            "host:port, like " + DEFAULT_HTTP + ", or off",
            text ->
                new HttpSettings(text.equals("off") ? Optional.empty() : Optional.of(socket(text))))
        .orElseGet(() -> new HttpSettings(Optional.of(socket(DEFAULT_HTTP))));
  }

  private static SubmitSettings submit(Section submit) {
    return new SubmitSettings(
        submit.flag("enabled", true),
        millis(submit, "stepMs", 12_000),
        submit.number("maxFeePerGasGwei", 1, 1_000_000, 200));
  }

  private static AgreementSettings agreement(Section agreement) {
    Duration first = millis(agreement, "firstRoundMs", 4_000);
    Duration longest = millis(agreement, "longestRoundMs", 30_000);
    if (longest.compareTo(first) < 0) {
      throw agreement.invalid("longestRoundMs is below firstRoundMs");
    }
    return new AgreementSettings(first, longest, millis(agreement, "resendMs", 2_000));
  }

  private static Duration millis(Section section, String key, long otherwise) {
    return Duration.ofMillis(section.number(key, 1, MAX_MS, otherwise));
  }

  private static Path path(Section section, String key, Path folder) {
    return section.text(key, "a path", text -> resolve(folder, text));
  }

  private static Optional<Path> optionalPath(Section section, String key, Path folder) {
    return section.optional(key, "a path", text -> resolve(folder, text));
  }

  private static Path resolve(Path folder, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("empty path");
    }
    return folder.resolve(text).normalize(); // InvalidPathException is an IllegalArgumentException.
  }

  private static Path folder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " is not a file");
    }
    return folder;
  }

  private static Multiaddr peerAddress(String text) {
    Multiaddr address = Multiaddr.of(text);
    if (!text.contains("/p2p/")) {
      throw new IllegalArgumentException("no peer id");
    }
    return address;
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    boolean usable =
        uri.getHost() != null
            && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    if (!usable) {
      throw new IllegalArgumentException("no endpoint");
    }
    return uri;
  }

  private static InetSocketAddress socket(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("no port");
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("unknown host");
    }
    return address;
  }
}
