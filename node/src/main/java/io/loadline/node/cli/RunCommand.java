package io.loadline.node.cli;

import io.loadline.node.NodeRuntime;
import io.loadline.node.OperatorException;
import io.loadline.node.config.NodeConfig;
import io.loadline.node.config.NodeConfigReader;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the node until it is stopped. */
@Command(
    name = "run",
    description = "Run the node until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      description = "The node's YAML file; config/node.example.yaml shows every key.")
  private Path config = Path.of("node.yaml");

  @Override
  public Integer call() throws InterruptedException {
    NodeConfig settings = NodeConfigReader.read(config);
    NodeRuntime runtime =
        ServiceLoader.load(NodeRuntime.class)
            .findFirst()
            .orElseThrow(() ->
                new OperatorException.Unavailable(
                    "This build has no node runtime", "Install the complete loadline."));
    NodeRuntime.Running node = runtime.start(settings);
    Thread stop = new Thread(node::close, "shutdown");
    Runtime.getRuntime().addShutdownHook(stop);
    boolean asked = node.awaitStop();
    return asked ? ExitCode.DONE : ExitCode.FAILED;
  }
}
