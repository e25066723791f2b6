package io.loadline.node.round;

import io.loadline.chain.submit.TransactionSigner;
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
import io.loadline.node.keys.KeyKind;
import io.loadline.node.keys.PasswordFile;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Optional;

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
  static OwnKeys open(NodeConfig config, NetworkManifest manifest, OwnIdentity own) {
    NodeConfig.KeyPaths paths = config.keys();
    String password = PasswordFile.read(paths.password());
    Path sharePath =
        paths
            .share()
            .orElseThrow(() ->
                new OperatorException.Configuration(
                    "a committee member needs its key share",
                    config.file() + ": keys.share",
                    "Name the key share file of this operator."));
    return new OwnKeys(
        own.member(),
        own.identity(),
        own.peer(),
        share(
            OwnIdentity.secret(sharePath, KeyKind.SHARE, password),
            own.member(),
            manifest,
            sharePath),
        paths
            .transmitter()
            .map(path ->
                TransactionSigner.ofPrivateKey(
                    new BigInteger(1, OwnIdentity.secret(path, KeyKind.TRANSMITTER, password)))));
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
