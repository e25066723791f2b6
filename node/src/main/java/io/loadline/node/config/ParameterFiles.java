package io.loadline.node.config;

import io.loadline.node.OperatorException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the parameter sets of this project stand. */
public final class ParameterFiles {
  private static final Path DEFAULTS = Path.of("config", "parameters", "crypto-span-1.json");

  private ParameterFiles() {}

  /**
   * The model's defaults: in the checkout that this program was built in, else in the working
   * folder or one above it.
   */
  public static Path defaults(String command) {
    return Stream.of(program(), Optional.of(Path.of("")))
        .flatMap(Optional::stream)
        .flatMap(start -> above(start).stream())
        .findFirst()
        .orElseThrow(() ->
            new OperatorException.Configuration(
                "there is no " + DEFAULTS + " above " + Path.of("").toAbsolutePath(),
                command,
                "Name a parameter set with --parameters, or run it in a checkout."));
  }

  private static Optional<Path> program() {
    var source = ParameterFiles.class.getProtectionDomain().getCodeSource();
    try {
      return source == null || source.getLocation() == null
          ? Optional.empty()
          : Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty(); // Not a file: then the working folder is asked.
    }
  }

  private static Optional<Path> above(Path start) {
    for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(DEFAULTS))) {
        return Optional.of(folder.resolve(DEFAULTS));
      }
    }
    return Optional.empty();
  }
}
