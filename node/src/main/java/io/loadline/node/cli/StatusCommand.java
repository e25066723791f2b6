package io.loadline.node.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what a running node is doing. */
@Command(
    name = "status",
    description = "Show what a running node is doing and what it waits for.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Option(names = "--url", description = "The node's status API (default ${DEFAULT-VALUE}).")
  private String url = NodeApi.DEFAULT_URL;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    ObjectNode status = (ObjectNode) new NodeApi(url).json("/v1/status");
    output.print(status, text(status));
    return ExitCode.DONE;
  }

  private static String text(JsonNode status) {
    StringBuilder out = new StringBuilder();
    out.append("network   ").append(word(status, "network")).append('\n');
    out.append("member    ").append(word(status, "member"));
    out.append("  identity ").append(word(status, "identity")).append('\n');
    out.append("rounds    open ").append(word(status, "openHeight"));
    out.append("  signed ").append(word(status, "lastSignedHeight"));
    out.append("  accepted ").append(word(status, "lastAcceptedHeight")).append('\n');
    int connected = 0;
    for (JsonNode peer : status.path("peers")) {
      connected += peer.path("connected").asBoolean(false) ? 1 : 0;
    }
    out.append("peers     ").append(connected).append(" of ");
    out.append(status.path("peers").size()).append(" connected\n");
    for (JsonNode chain : status.path("chains")) {
      out.append("chain     ").append(word(chain, "chainId"));
      out.append(chain.path("healthy").asBoolean(false) ? "  healthy" : "  NOT HEALTHY");
      out.append("  finalized ").append(word(chain, "finalizedBlock"));
      String detail = word(chain, "detail");
      out.append(detail.isEmpty() ? "" : "  " + detail).append('\n');
    }
    if (status.path("waitingFor").isEmpty()) {
      out.append("waiting   for nothing");
    }
    String line = "";
    for (JsonNode cause : status.path("waitingFor")) {
      out.append(line).append("waiting   for ").append(cause.asString());
      line = "\n";
    }
    return out.toString();
  }

  private static String word(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    return value.isNull() || value.isMissingNode() ? "-" : value.asString();
  }
}
