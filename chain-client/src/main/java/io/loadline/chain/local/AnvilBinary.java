package io.loadline.chain.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finds the anvil executable that npm installed for the contracts' tests. */
public final class AnvilBinary {
  private static final String PROPERTY = "loadline.anvil";

  private AnvilBinary() {}

  /**
   * Looks at the system property {@code loadline.anvil}, then for {@code chain-client/node_modules}
   * in {@code start} and its parents.
   */
  public static Path locate(Path start) {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return Path.of(given);
    }
    Path inPackage = Path.of("node_modules", "@foundry-rs", "anvil-" + platform(), "bin", "anvil");
    for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path nested = folder.resolve("chain-client").resolve(inPackage);
      Path direct = folder.resolve(inPackage);
      if (Files.isExecutable(nested)) {
        return nested;
      }
      if (Files.isExecutable(direct)) {
        return direct;
      }
    }
    throw new IllegalStateException(
        "anvil is not installed: no %s above %s. Run: npm ci --ignore-scripts --prefix chain-client"
            .formatted(inPackage, start.toAbsolutePath()));
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return (system.contains("mac") ? "darwin" : "linux") + (arm ? "-arm64" : "-amd64");
  }
}
