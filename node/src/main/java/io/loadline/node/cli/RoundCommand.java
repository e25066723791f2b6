package io.loadline.node.cli;

import io.loadline.node.OperatorException;
import io.loadline.node.bundle.BundleCodec;
import io.loadline.node.bundle.BundleException;
import io.loadline.node.bundle.BundleReplayer;
import io.loadline.node.bundle.BundleVerifier;
import io.loadline.node.bundle.Replay;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.node.bundle.Verification;
import io.loadline.node.http.StatusJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything about finished rounds. */
@Command(
    name = "round",
    description = "List, show, export, verify and replay rounds.",
    mixinStandardHelpOptions = true)
final class RoundCommand implements Runnable {
  private static final String BUNDLE = "A bundle file, or a height.";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "Give one of list, show, export, verify, replay");
  }

  @Command(name = "list", description = "List stored rounds.", mixinStandardHelpOptions = true)
  int list(
      @Mixin RoundSource source,
      @Mixin Output output,
      @Option(names = "--limit", defaultValue = "20", description = "At most so many.") int limit) {
    List<Long> heights = source.heights(limit);
    ObjectNode object = StatusJson.object();
    ArrayNode array = object.putArray("heights");
    heights.forEach(array::add);
    output.print(object, heights.stream().map(String::valueOf).collect(Collectors.joining("\n")));
    return ExitCode.DONE;
  }

  @Command(name = "show", description = "Show one round.", mixinStandardHelpOptions = true)
  int show(
      @Mixin RoundSource source,
      @Mixin Output output,
      @Parameters(paramLabel = "ROUND", description = BUNDLE) String round) {
    try {
      RoundBundle bundle = BundleCodec.decode(source.bundle(round));
      ObjectNode shown = StatusJson.round(bundle);
      output.print(shown, text(shown));
      return ExitCode.DONE;
    } catch (BundleException e) {
      return refused(output, "is no bundle", e.place(), e.reason());
    }
  }

  @Command(
      name = "export",
      description = "Write a round's bundle to a file.",
      mixinStandardHelpOptions = true)
  int export(
      @Mixin RoundSource source,
      @Mixin Output output,
      @Parameters(paramLabel = "ROUND", description = BUNDLE) String round,
      @Option(
              names = {"-o", "--output"},
              required = true,
              description = "The file to write; not overwritten.")
          Path target) {
    byte[] bundle = source.bundle(round);
    try {
      Files.write(target, bundle, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new OperatorException.Unavailable(
          "Cannot write " + target + ": " + e.getMessage(), "Choose a new file name.");
    }
    output.print(
        StatusJson.object().put("file", target.toString()).put("bytes", bundle.length),
        "wrote " + bundle.length + " bytes to " + target);
    return ExitCode.DONE;
  }

  @Command(
      name = "verify",
      description = "Check who signed a round and what for; needs no network for a file.",
      mixinStandardHelpOptions = true)
  int verify(
      @Mixin RoundSource source,
      @Mixin Output output,
      @Parameters(paramLabel = "ROUND", description = BUNDLE) String round) {
    return switch (BundleVerifier.verify(source.bundle(round))) {
      case Verification.Sound sound -> {
        output.print(
            StatusJson.object()
                .put("verified", true)
                .put("networkId", sound.networkId().toHex())
                .put("height", sound.height())
                .put("digest", sound.digest().toHex()),
            "verified  height %d  digest %s  network %s"
                .formatted(sound.height(), sound.digest(), sound.networkId()));
        yield ExitCode.DONE;
      }
      case Verification.Broken broken ->
          refused(output, "does not verify", broken.place(), broken.reason());
    };
  }

  @Command(
      name = "replay",
      description = "Recompute a round and compare the report byte for byte.",
      mixinStandardHelpOptions = true)
  int replay(
      @Mixin RoundSource source,
      @Mixin Output output,
      @Parameters(paramLabel = "ROUND", description = BUNDLE) String round) {
    return switch (BundleReplayer.replay(source.bundle(round))) {
      case Replay.Identical identical -> {
        var report = identical.result().report();
        output.print(
            StatusJson.object()
                .put("identical", true)
                .put("height", report.height())
                .put("digest", identical.result().digest().toHex())
                .put("accounts", identical.result().margins().size()),
            "identical  height %d  digest %s  accounts %d"
                .formatted(
                    report.height(),
                    identical.result().digest(),
                    identical.result().margins().size()));
        yield ExitCode.DONE;
      }
      case Replay.Different different ->
          refused(
              output,
              "replays differently",
              different.place(),
              "the bundle says " + different.reported() + ", computed is " + different.computed());
      case Replay.Impossible impossible ->
          refused(output, "cannot be replayed", impossible.place(), impossible.reason());
    };
  }

  private static int refused(Output output, String verdict, String place, String reason) {
    output.print(
        StatusJson.object()
            .put("verified", false)
            .put("verdict", verdict)
            .put("place", place)
            .put("reason", reason),
        "The round " + verdict + ". First difference: " + place + ": " + reason);
    return ExitCode.VERIFICATION_SAYS_NO;
  }

  private static String text(ObjectNode shown) {
    return shown.properties().stream()
        .map(field -> "%-15s %s".formatted(field.getKey(), value(field.getValue())))
        .collect(Collectors.joining("\n"));
  }

  private static String value(JsonNode value) {
    return value.isContainer() ? value.toString() : value.asString();
  }
}
