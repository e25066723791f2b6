package io.loadline.node.keys;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files that only their owner may read and write. */
public final class PrivateFiles {
  private static final long MAX_BYTES = 64 << 10;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PrivateFiles() {}

  /** Writes a new file, mode 0600 from its first byte on, synced; fails if there is one. */
  public static void create(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    boolean posix =
        Files.getFileStore(folder == null ? file : folder)
            .supportsFileAttributeView(PosixFileAttributeView.class);
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
        posix
            ? FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
            : FileChannel.open(file, options)) {
      ByteBuffer remaining = ByteBuffer.wrap(content);
      while (remaining.hasRemaining()) {
        channel.write(remaining);
      }
      channel.force(true);
    }
    syncFolder(folder);
  }

  /** Makes names in a folder durable, where the system lets one. */
  static void syncFolder(@Nullable Path folder) throws IOException {
    if (folder != null
        && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Reads a secret file after looking at who else could; {@code what} names it in the error. */
  static byte[] read(Path file, String what) {
    return read(file, what, MAX_BYTES);
  }

  /** The same up to a size of the caller's choice. */
  static byte[] read(Path file, String what, long maxBytes) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new OperatorException.KeyFile(
            file,
            "there is no such " + what,
            "Create it, for keys with: loadline keys create, or correct the path.");
      }
      requireOwnerOnly(file);
      if (Files.size(file) > maxBytes) {
        throw new OperatorException.KeyFile(
            file, "is too large for a " + what, "Correct the path.");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new OperatorException.KeyFile(
          file, "cannot be read: " + e.getMessage(), "Make it readable for this user, mode 0600.");
    }
  }

  private static void requireOwnerOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return; // A file system without such modes, as on Windows.
    }
    Set<PosixFilePermission> granted = view.readAttributes().permissions();
    if (!OWNER_ONLY.containsAll(granted)) {
      throw new OperatorException.KeyFile(
          file,
          "has mode " + PosixFilePermissions.toString(granted) + ", others may use it",
          "Run: chmod 600 " + file);
    }
  }
}
