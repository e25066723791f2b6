package io.loadline.node.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.ceremony.CeremonyPlan;
import io.loadline.consensus.ceremony.SecretBytes;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.node.OperatorException;
import io.loadline.node.config.ManifestJson;
import io.loadline.node.config.NetworkManifest;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.keys.KeyFile;
import io.loadline.node.keys.KeyKind;
import io.loadline.node.keys.PasswordFile;
import io.loadline.node.keys.ScryptCost;
import io.loadline.node.keys.SealedFile;
import io.loadline.node.keys.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a ceremony leaves on disk: its sealed state, the new share beside the place where it will be
 * in force, how far it is in clear, and at last the network's manifest with its key.
 */
public final class CeremonyFiles {
  private static final String FOLDER = "ceremony";

  private final SealedFile state;
  private final Path folder;
  private final Path sharePath;
  private final Path freshShare;
  private final Path manifest;
  private final String password;
  private final ScryptCost cost;

  CeremonyFiles(NodeConfig config, CeremonyPlan plan) {
    this.password = PasswordFile.read(config.keys().password());
    this.cost = KeyFile.read(config.keys().identity(), KeyKind.IDENTITY).cost();
    this.folder = config.dataDirectory().resolve(FOLDER);
    String session = plan.session().toString().substring(2, 18);
    this.state = new SealedFile(folder.resolve(session + ".state"), password, cost);
    this.sharePath =
        config
            .keys()
            .share()
            .orElseThrow(() ->
                new OperatorException.Configuration(
                    "the key ceremony makes a key share and has no place for it",
                    config.file() + ": keys.share",
                    "Name a file that does not exist yet; the ceremony writes it."));
    this.freshShare = sharePath.resolveSibling(sharePath.getFileName() + "." + session);
    this.manifest = founded(config);
  }

  /** Where the manifest with the key is written. */
  public static Path founded(NodeConfig config) {
    return config.dataDirectory().resolve("network.json");
  }

  /** Where it stands how far the ceremony is, for people. */
  public static Path status(NodeConfig config) {
    return config.dataDirectory().resolve(FOLDER).resolve("status.json");
  }

  Optional<SecretBytes> state() {
    return state
        .read()
        .map(bytes -> {
          try {
            return new SecretBytes(bytes);
          } finally {
            Arrays.fill(bytes, (byte) 0);
          }
        });
  }

  void keep(SecretBytes newest) {
    byte[] bytes = newest.toArray();
    try {
      Files.createDirectories(folder);
      state.replace(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("the ceremony's state cannot be written", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Writes the new share beside the place of the one in force; again if it was written before. */
  void stage(KeyShare share) {
    String name = name(share);
    if (!Files.exists(sharePath) && !Files.exists(freshShare)) {
      byte[] secret = share.secretBytes();
      try (Secret sealed = Secret.of(secret)) {
        KeyFile.create(freshShare, KeyKind.SHARE, name, sealed, password, cost);
      } finally {
        Arrays.fill(secret, (byte) 0);
      }
    }
    requireName(Files.exists(freshShare) ? freshShare : sharePath, name);
  }

  /** The ceremony is over: from now on this is the operator's share. */
  void promote() {
    try {
      if (Files.exists(freshShare)) {
        move(freshShare, sharePath);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the new key share cannot be put in its place", e);
    }
  }

  void discardShare() {
    try {
      Files.deleteIfExists(freshShare);
    } catch (IOException e) {
      throw new UncheckedIOException("the new key share cannot be deleted", e);
    }
  }

  /** The share in force, if this operator got one. */
  Optional<KeyShare> share(int member, SigningGroup group) {
    if (!Files.exists(sharePath)) {
      return Optional.empty();
    }
    try (Secret secret = KeyFile.read(sharePath, KeyKind.SHARE).open(password)) {
      Scalar scalar = Scalar.parse(secret.bytes()).orElseThrow();
      return Optional.of(new KeyShare(Identifier.ofMember(member), scalar, group));
    }
  }

  /** Whether the network has its key already. */
  Optional<NetworkManifest> founded() {
    return Files.exists(manifest) ? Optional.of(ManifestJson.read(manifest)) : Optional.empty();
  }

  void found(NetworkManifest complete) {
    write(manifest, ManifestJson.write(complete));
  }

  void tell(String status) {
    write(folder.resolve("status.json"), status);
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      move(fresh, file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireName(Path file, String name) {
    if (!KeyFile.read(file, KeyKind.SHARE).publicName().equals(name)) {
      throw new OperatorException.KeyFile(
          file,
          "holds another key share than this ceremony made",
          "Move it away if it is of no use any more, and start the node again.");
    }
  }

  private static String name(KeyShare share) {
    return Bytes.of(share.publicShare().toBytes()).toString();
  }
}
