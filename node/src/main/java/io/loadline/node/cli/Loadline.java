package io.loadline.node.cli;

import io.loadline.node.OperatorException;
import io.loadline.node.devnet.DevnetCommand;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code loadline} command. */
@Command(
    name = "loadline",
    description = "A decentralized risk oracle node.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    subcommands = {
      RunCommand.class,
      StatusCommand.class,
      RoundCommand.class,
      EvidenceCommand.class,
      SigningRecordCommand.class,
      MarginCommand.class,
      KeysCommand.class,
      GroupCommand.class,
      DevnetCommand.class,
      VersionCommand.class,
    })
public final class Loadline implements Runnable {
  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with its rules on errors: one sentence, no stack trace for operators. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Loadline());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((error, _) -> {
      PrintWriter err = error.getCommandLine().getErr();
      err.println(
          sentence(error.getMessage())
              + " See: "
              + error.getCommandLine().getCommandSpec().qualifiedName()
              + " --help");
      return ExitCode.USAGE;
    });
    line.setExecutionExceptionHandler((error, command, _) -> {
      if (error instanceof OperatorException known) {
        command.getErr().println(known.getMessage());
        return known.exitCode();
      }
      error.printStackTrace(command.getErr());
      return ExitCode.FAILED;
    });
    return line;
  }

  private static String sentence(@Nullable String message) {
    String text = String.valueOf(message).strip();
    return text.endsWith(".") ? text : text + ".";
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Give a command");
  }
}
