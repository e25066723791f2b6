package io.loadline.node.cli;

import io.loadline.node.OperatorException;
import io.loadline.node.ceremony.CeremonyFiles;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.config.NodeConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The group that holds a key together. */
@Command(
    name = "group",
    description = "Show how the key ceremony of this operator's network is getting on.",
    mixinStandardHelpOptions = true)
final class GroupCommand implements Runnable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec known = spec;
    if (known != null) {
      throw new ParameterException(known.commandLine(), "Give status");
    }
  }

  @Command(
      name = "status",
      description = "Show how far the ceremony is, whom it waits for and who failed.",
      mixinStandardHelpOptions = true)
  int status(
      @Mixin Output output,
      @Option(names = "--config", required = true, description = "The node's YAML file.")
          Path file) {
    NodeConfig config = NodeConfigReader.read(file);
    Path status = CeremonyFiles.status(config);
    if (!Files.exists(status)) {
      throw new OperatorException.Unavailable(
          "This node has taken part in no key ceremony: there is no " + status,
          "Run it with a manifest that holds firstKey instead of committee.");
    }
    ObjectNode told = read(status);
    Path manifest = CeremonyFiles.founded(config);
    boolean founded = Files.exists(manifest);
    if (founded) {
      told.put("manifest", manifest.toString());
    }
    output.print(told, text(told));
    return ExitCode.DONE;
  }

  private static ObjectNode read(Path status) {
    try {
      if (JSON.readTree(Files.readString(status)) instanceof ObjectNode told) {
        return told;
      }
      throw new IOException("no object");
    } catch (IOException | JacksonException e) {
      throw new OperatorException.Unavailable(
          status + " cannot be read: " + e.getMessage(),
          "Restart the node, which writes it again.");
    }
  }

  private static String text(JsonNode told) {
    StringBuilder out = new StringBuilder();
    line(out, "ceremony ", told, "kind");
    line(out, "session  ", told, "session");
    line(out, "phase    ", told, "phase");
    line(out, "reason   ", told, "reason");
    out.append("signers  ").append(told.path("threshold").asString());
    out.append(" of ").append(told.path("members").asString()).append('\n');
    line(out, "key      ", told, "groupKey");
    line(out, "manifest ", told, "manifest");
    for (String list : new String[] {"missing", "confirmed", "withoutShare"}) {
      for (JsonNode member : told.path(list)) {
        out.append(list).append(' ').append(member.asString()).append('\n');
      }
    }
    for (JsonNode culprit : told.path("culprits")) {
      out.append("failed ").append(culprit.path("operator").asString());
      out.append(' ').append(culprit.path("fault").asString()).append('\n');
    }
    return out.toString().stripTrailing();
  }

  private static void line(StringBuilder out, String label, JsonNode told, String key) {
    if (told.hasNonNull(key)) {
      out.append(label).append(told.path(key).asString()).append('\n');
    }
  }
}
