package io.loadline.node.archive;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second process out of a data directory. The operating system drops the lock when the
 * holder dies, however it dies; the pid in the file is only there to name the holder.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String FILE_NAME = "node.lock";
  private static final int MAX_HOLDER_BYTES = 64;

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  static DirectoryLock take(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE_NAME),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = lock(channel);
      if (!taken) {
        throw new OperatorException.DirectoryInUse(directory, holder(channel));
      }
      ByteBuffer pid =
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII));
      channel.truncate(0);
      channel.write(pid, 0);
      return new DirectoryLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // This very process has it open already.
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_HOLDER_BYTES);
    channel.read(buffer, 0);
    String pid = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    return pid.matches("[0-9]+") ? "process " + pid : "another process";
  }

  @Override
  public void close() throws IOException {
    channel.close(); // Releases the lock; the file stays, so that no third process races on it.
  }
}
