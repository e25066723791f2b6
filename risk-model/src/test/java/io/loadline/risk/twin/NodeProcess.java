package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs Node on a script of {@code src/test/js} to its end. */
final class NodeProcess {
  private static final Path SCRIPTS = Path.of("src/test/js").toAbsolutePath();
  private static final int LEAST_MAJOR_VERSION = 20;
  private static final long PATIENCE_MINUTES = 10;

  private NodeProcess() {}

  /** What the process printed, once it ended well. */
  static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of(arguments));
    requireVersion(output(List.of("node", "--version")).strip());
    return output(command);
  }

  private static void requireVersion(String version) {
    int major = Integer.parseInt(version.replaceAll("^v(\\d+)\\..*$", "$1"));
    assertThat(major)
        .as("node is %s; the second implementation needs Node %s", version, LEAST_MAJOR_VERSION)
        .isGreaterThanOrEqualTo(LEAST_MAJOR_VERSION);
  }

  private static String output(List<String> command) {
    try {
      // To files: a pipe would fill up while nobody reads it.
      Path printed = Files.createTempFile("twin", ".out");
      Path errors = Files.createTempFile("twin", ".err");
      try {
        Process process = start(command, printed, errors);
        boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
          process.destroyForcibly();
        }
        assertThat(ended && process.exitValue() == 0)
            .as("%s: %s%s", command, Files.readString(errors), tail(Files.readString(printed)))
            .isTrue();
        return Files.readString(printed);
      } finally {
        Files.delete(printed);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Process start(List<String> command, Path printed, Path errors) {
    try {
      return new ProcessBuilder(command)
          .directory(SCRIPTS.toFile())
          .redirectOutput(printed.toFile())
          .redirectError(errors.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot start node. The build requires Node "
              + LEAST_MAJOR_VERSION
              + " or newer on the PATH.",
          e);
    }
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 20_000));
  }
}
