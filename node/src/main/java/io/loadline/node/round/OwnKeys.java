package io.loadline.node.round;

import io.loadline.chain.submit.TransactionSigner;
import io.loadline.consensus.Committee;
import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.node.OperatorException;
import io.loadline.node.bundle.FirstKeyCertificate;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.config.PeerEntry;
import io.loadline.node.keys.KeyFile;
import io.loadline.node.keys.KeyKind;
import io.loadline.node.keys.PasswordFile;
import io.loadline.node.keys.Secret;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * This operator's keys, opened and found to be those of a committee member.
 *
 * @param member own index in the committee
 * @param transmitter empty if this node never submits
 */
record OwnKeys(
    int member,
    LocalIdentitySigner identity,
    PeerKey peer,
    KeyShare share,
    Optional<TransactionSigner> transmitter) {

  /** Opens the configured key files. */
  static OwnKeys open(NodeConfig config, NetworkManifest manifest) {
    NodeConfig.KeyPaths paths = config.keys();
    String password = PasswordFile.read(paths.password());
    LocalIdentitySigner identity =
        new LocalIdentitySigner(secret(paths.identity(), KeyKind.IDENTITY, password));
    int member = member(identity, manifest, paths.identity());
    PeerKey peer = PeerKey.ed25519(secret(paths.peer(), KeyKind.PEER, password));
    requireAnnounced(peer, identity, manifest, paths.peer());
    Path sharePath =
        paths
            .share()
            .orElseThrow(() ->
                new OperatorException.Configuration(
                    "a committee member needs its key share",
                    config.file() + ": keys.share",
                    "Name the key share file of this operator."));
    return new OwnKeys(
        member,
        identity,
        peer,
        share(secret(sharePath, KeyKind.SHARE, password), member, manifest, sharePath),
        paths
            .transmitter()
            .map(path ->
                TransactionSigner.ofPrivateKey(
                    new BigInteger(1, secret(path, KeyKind.TRANSMITTER, password)))));
  }

  private static byte[] secret(Path file, KeyKind kind, String password) {
    try (Secret secret = KeyFile.read(file, kind).open(password)) {
      return secret.bytes();
    }
  }

  private static int member(LocalIdentitySigner identity, NetworkManifest manifest, Path file) {
    Committee committee = manifest.committee().committee(manifest.networkId());
    OptionalInt index = committee.indexOf(identity.address());
    return index.orElseThrow(() ->
        new OperatorException.KeyFile(
            file,
            "its identity " + identity.address() + " is not in this network's committee",
            "Use the identity key of a member, or the manifest of the network it belongs to."));
  }

  private static void requireAnnounced(
      PeerKey peer, LocalIdentitySigner identity, NetworkManifest manifest, Path file) {
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

  private static KeyShare share(byte[] secret, int member, NetworkManifest manifest, Path file) {
    FirstKeyCertificate committee = manifest.committee();
    try {
      SigningGroup group =
          new SigningGroup(committee.groupKey(), committee.threshold(), committee.publicShares());
      return new KeyShare(
          Identifier.ofMember(member),
          Scalar.parse(secret)
              .orElseThrow(() -> new IllegalArgumentException("the share is no scalar")),
          group);
    } catch (IllegalArgumentException e) {
      throw new OperatorException.KeyFile(
          file, String.valueOf(e.getMessage()), "Restore the share of this committee.");
    }
  }
}
