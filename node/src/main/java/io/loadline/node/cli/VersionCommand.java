package io.loadline.node.cli;

import io.loadline.node.Version;
import io.loadline.node.http.StatusJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** Says which build this is. */
@Command(
    name = "version",
    description = "Print the version.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class)
final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Mixin private Output output = new Output();

  @Override
  public Integer call() {
    String java = Runtime.version().toString();
    output.print(
        StatusJson.object().put("version", Version.current()).put("java", java),
        "loadline " + Version.current() + " (Java " + java + ")");
    return ExitCode.DONE;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"loadline " + Version.current()};
  }
}
