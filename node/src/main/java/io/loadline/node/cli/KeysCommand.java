package io.loadline.node.cli;

import io.loadline.consensus.LocalIdentitySigner;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.node.http.StatusJson;
import io.loadline.node.keys.KeyFile;
import io.loadline.node.keys.KeyKind;
import io.loadline.node.keys.PasswordFile;
import io.loadline.node.keys.ScryptCost;
import io.loadline.node.keys.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and shows key files; secrets are never printed. */
@Command(
    name = "keys",
    description = "Make key files, show whose they are.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw usage("Give one of create, show");
  }

  @Command(
      name = "create",
      description = "Make a new random key: identity, peer or transmitter.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin Output output,
      @Parameters(paramLabel = "KIND", description = "identity, peer or transmitter") String kind,
      @Option(
              names = {"-o", "--output"},
              required = true,
              description = "The file to make; never overwritten.")
          Path file,
      @Option(names = "--password-file", required = true, description = "Its password; mode 0600.")
          Path passwordFile) {
    KeyKind wanted =
        KeyKind.ofLabel(kind)
            .filter(found -> found != KeyKind.SHARE)
            .orElseThrow(() -> usage("Kind " + kind + " is none of identity, peer, transmitter"));
    String password = PasswordFile.read(passwordFile);
    byte[] random = new byte[Secret.LENGTH];
    new SecureRandom().nextBytes(random);
    try (Secret secret = Secret.of(random)) {
      return print(
          output,
          KeyFile.create(
              file, wanted, publicName(wanted, random), secret, password, ScryptCost.STANDARD));
    }
  }

  @Command(
      name = "show",
      description = "Show kind and public name of a key file; asks for no password.",
      mixinStandardHelpOptions = true)
  int show(@Mixin Output output, @Parameters(paramLabel = "FILE") Path file) {
    return print(output, KeyFile.read(file));
  }

  private static int print(Output output, KeyFile key) {
    output.print(
        StatusJson.object()
            .put("file", key.file().toString())
            .put("kind", key.kind().label())
            .put("publicName", key.publicName()),
        key.kind().label() + "  " + key.kind().publicNameLabel() + " " + key.publicName());
    return ExitCode.DONE;
  }

  /** A random secret above the curve's order has no key; that happens once in 2^128. */
  private static String publicName(KeyKind kind, byte[] secret) {
    return switch (kind) {
      case IDENTITY, TRANSMITTER -> new LocalIdentitySigner(secret).address().toString();
      case PEER -> PeerKey.ed25519(secret).peerId().toString();
      case SHARE -> throw new IllegalArgumentException("shares come from a ceremony");
    };
  }

  private CommandLine.ParameterException usage(String what) {
    return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), what);
  }
}
