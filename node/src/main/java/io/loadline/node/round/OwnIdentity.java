package io.loadline.node.round;

import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.node.OperatorException;
import io.loadline.node.config.Manifest;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.config.PeerEntry;
import io.loadline.node.keys.KeyFile;
import io.loadline.node.keys.KeyKind;
import io.loadline.node.keys.PasswordFile;
import io.loadline.node.keys.Secret;
import io.loadline.risk.bytes.Address;
import java.nio.file.Path;

/**
 * Who this operator is, before and after the network has a key.
 *
 * @param member own place among the operators
 */
record OwnIdentity(int member, LocalIdentitySigner identity, PeerKey peer) {
  /** Opens the configured key files and finds them to be those of one of the operators. */
  static OwnIdentity open(NodeConfig config, Manifest manifest) {
    NodeConfig.KeyPaths paths = config.keys();
    String password = PasswordFile.read(paths.password());
    LocalIdentitySigner identity =
        new LocalIdentitySigner(secret(paths.identity(), KeyKind.IDENTITY, password));
    int member = member(identity, manifest, paths.identity());
    PeerKey peer = PeerKey.ed25519(secret(paths.peer(), KeyKind.PEER, password));
    requireAnnounced(peer, identity, manifest, paths.peer());
    return new OwnIdentity(member, identity, peer);
  }

  static byte[] secret(Path file, KeyKind kind, String password) {
    try (Secret secret = KeyFile.read(file, kind).open(password)) {
      return secret.bytes();
    }
  }

  private static int member(LocalIdentitySigner identity, Manifest manifest, Path file) {
    int index = manifest.genesis().operators().indexOf(Address.of(identity.address().bytes()));
    if (index < 0) {
      throw new OperatorException.KeyFile(
          file,
          "its identity " + identity.address() + " is not in this network's committee",
          "Use the identity key of a member, or the manifest of the network it belongs to.");
    }
    return index;
  }

  private static void requireAnnounced(
      PeerKey peer, LocalIdentitySigner identity, Manifest manifest, Path file) {
    boolean announced =
        manifest.peers().stream()
            .filter(entry -> entry.identity().equals(identity.address()))
            .map(PeerEntry::peerId)
            .anyMatch(peer.peerId()::equals);
    if (!announced) {
      throw new OperatorException.KeyFile(
          file,
          "the manifest names another peer key for this operator than " + peer.peerId(),
          "Use the peer key that the identity signed for.");
    }
  }
}
