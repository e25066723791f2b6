package io.loadline.node.devnet;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Where a devnet keeps what it makes. Only a folder that is empty or that an earlier devnet marked
 * is emptied.
 */
public record DataFolder(Path root) {
  private static final String MARK = ".loadline-devnet";

  /** Makes the folder ready for a new network: created, or emptied of the one before. */
  public static DataFolder prepare(Path root) throws IOException {
    if (Files.exists(root) && !isOurs(root)) {
      throw new OperatorException.Configuration(
          "the folder holds something that no devnet wrote",
          "--data " + root,
          "Name a new or an empty folder.");
    }
    if (Files.exists(root)) {
      empty(root);
    }
    Files.createDirectories(root);
    Files.writeString(
        root.resolve(MARK), "Written by scripts/devnet, which empties this folder.\n");
    var folder = new DataFolder(root);
    Files.createDirectories(folder.logs());
    Files.createDirectories(folder.bundles());
    return folder;
  }

  public Path node(String name) {
    return root.resolve(name);
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path bundles() {
    return root.resolve("bundles");
  }

  public Path bundle(long height) {
    return bundles().resolve(height + ".bundle");
  }

  public Path summary() {
    return root.resolve("summary.json");
  }

  private static boolean isOurs(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return false;
    }
    if (Files.exists(root.resolve(MARK))) {
      return true;
    }
    try (var files = Files.list(root)) {
      return files.findAny().isEmpty();
    }
  }

  private static void empty(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      files
          .sorted(Comparator.reverseOrder())
          .filter(f -> !f.equals(root))
          .forEach(DataFolder::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
