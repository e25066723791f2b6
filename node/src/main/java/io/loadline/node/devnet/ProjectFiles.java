package io.loadline.node.devnet;

import io.loadline.node.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the checkout that the devnet runs in. */
final class ProjectFiles {
  private static final Path PARAMETERS = Path.of("config", "parameters", "devnet.json");

  private ProjectFiles() {}

  /** The default parameter set, in {@code start} or a folder above it. */
  static Path parameters(Path start) {
    for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(PARAMETERS))) {
        return folder.resolve(PARAMETERS);
      }
    }
    throw new OperatorException.Configuration(
        "there is no " + PARAMETERS + " above " + start.toAbsolutePath(),
        "loadline devnet",
        "Run it in a checkout of the project; scripts/devnet does.");
  }
}
