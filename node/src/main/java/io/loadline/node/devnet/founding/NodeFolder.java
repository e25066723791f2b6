package io.loadline.node.devnet.founding;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.node.config.FoundingManifest;
import io.loadline.node.config.ManifestJson;
import io.loadline.node.config.PeerBindings;
import io.loadline.node.config.PeerEntry;
import io.loadline.node.keys.KeyFile;
import io.loadline.node.keys.KeyKind;
import io.loadline.node.keys.PrivateFiles;
import io.loadline.node.keys.ScryptCost;
import io.loadline.node.keys.Secret;
import io.loadline.risk.bytes.Bytes32;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One operator's folder as an operator would have it before the network has a key: settings,
 * manifest, sealed keys of its own, and no key share.
 */
public final class NodeFolder {
  private static final String PASSWORD = "devnet";

  private final Path folder;
  private final OperatorKeys keys;
  private final int peerPort;
  private final int httpPort;

  public NodeFolder(Path folder, OperatorKeys keys, int peerPort, int httpPort) {
    this.folder = folder;
    this.keys = keys;
    this.peerPort = peerPort;
    this.httpPort = httpPort;
  }

  public Path config() {
    return folder.resolve("node.yaml");
  }

  public OperatorKeys keys() {
    return keys;
  }

  /** Where the node writes the network's manifest once there is a key. */
  public Path founded() {
    return folder.resolve("data/network.json");
  }

  /** Where the node answers over HTTP. */
  public URI http() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  /** Where the others find this operator. */
  public PeerEntry peerEntry(Bytes32 networkId) {
    var peer = peerKey();
    return new PeerEntry(
        keys.identityAddress(),
        peer.publicKey(),
        List.of(Multiaddr.of(listen() + "/p2p/" + peer.peerId())),
        keys.identity().sign(PeerBindings.digest(networkId, peer.publicKey())));
  }

  private PeerKey peerKey() {
    return PeerKey.ed25519(keys.peerSeed().bytes());
  }

  private String listen() {
    return "/ip4/127.0.0.1/tcp/" + peerPort;
  }

  /**
   * Writes the folder.
   *
   * @param chains endpoint by chain id
   * @param blockMs time between anchor blocks, which all timers follow
   */
  public void write(FoundingManifest manifest, SortedMap<Long, URI> chains, int blockMs)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("network.json"), ManifestJson.write(manifest));
    Files.writeString(config(), settings(chains, blockMs));
    PrivateFiles.create(
        folder.resolve("keys/password.txt"), PASSWORD.getBytes(StandardCharsets.US_ASCII));
    key(KeyKind.IDENTITY, keys.identityAddress().toString(), keys.identitySecret());
    key(KeyKind.PEER, peerKey().peerId().toString(), keys.peerSeed());
    key(
        KeyKind.TRANSMITTER,
        keys.transmitter().getAddress(),
        OperatorKeys.secret(keys.transmitter()));
  }

  private void key(KeyKind kind, String publicName, Secret secret) {
    var file = folder.resolve("keys").resolve(kind.label() + ".json");
    KeyFile.create(file, kind, publicName, secret, PASSWORD, ScryptCost.LIGHT);
  }

  private String settings(SortedMap<Long, URI> chains, int blockMs) {
    var text =
        new StringBuilder(
            """
            # Written by scripts/devnet. The password and all keys are worth nothing.
            network: network.json
            data: data
            keys:
              identity: keys/identity.json
              peer: keys/peer.json
              share: keys/share.json
              transmitter: keys/transmitter.json
              password: keys/password.txt
            listen: %s
            http: 127.0.0.1:%d
            chains:
            """
                .formatted(listen(), httpPort));
    for (Map.Entry<Long, URI> chain : chains.entrySet()) {
      text.append("  %d:%n    rpc: [%s]%n".formatted(chain.getKey(), chain.getValue()));
      text.append("    pollMs: %d%n".formatted(blockMs / 4));
    }
    return text.append("submit:\n  stepMs: %d%n".formatted(3 * blockMs))
        .append("agreement:\n  firstRoundMs: %d%n".formatted(4 * blockMs))
        .append("  longestRoundMs: %d%n".formatted(30 * blockMs))
        .append("  resendMs: %d%n".formatted(blockMs))
        .toString();
  }
}
