package io.loadline.node.devnet.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process the devnet started, with its output in a log file. */
public final class ChildProcess implements AutoCloseable {
  private static final long POLITE_SECONDS = 5;

  private final String name;
  private final Process process;
  private final Thread reaper;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    // Also on Ctrl-C and on a failure of the devnet itself.
    this.reaper = Thread.ofPlatform().name("end-" + name).unstarted(() -> end(process));
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /** Starts a command; its standard output and error are appended to the log file. */
  public static ChildProcess start(String name, List<String> command, Path log) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new ChildProcess(name, builder.start());
  }

  public String name() {
    return name;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code of a process that has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Ends it at once, as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
    forget();
  }

  /** Asks it to end, and ends it if it does not. */
  @Override
  public void close() {
    end(process);
    forget();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException _) {
      // The machine is already shutting down; the hook then does the same as we did.
    }
  }
}
