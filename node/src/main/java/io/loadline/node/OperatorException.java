package io.loadline.node;

import java.nio.file.Path;

/**
 * A failure that the person who runs the node can act on. The message is one sentence on what is
 * wrong and where, and one on the remedy; no stack trace is needed to understand it.
 */
public abstract sealed class OperatorException extends RuntimeException {
  private final int exitCode;

  private OperatorException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** 1: the same command may work later; 2: it will not until something is changed. */
  public int exitCode() {
    return exitCode;
  }

  /** A file of settings cannot be used as it stands. */
  public static final class Configuration extends OperatorException {
    private final String where;

    /**
     * {@code where} names file, line and key path.
     *
     * @param what what is wrong, without a full stop
     * @param remedy what to change, a whole sentence
     */
    public Configuration(String what, String where, String remedy) {
      super(2, where + ": " + what + ". " + remedy);
      this.where = where;
    }

    /** File, line and key path of the offending setting. */
    public String where() {
      return where;
    }
  }

  /** A key or password file is missing, readable by others, damaged, or not the expected one. */
  public static final class KeyFile extends OperatorException {
    private final Path file;

    /** As {@link Configuration}; {@code file} is what cannot be used. */
    public KeyFile(Path file, String what, String remedy) {
      super(2, file + ": " + what + ". " + remedy);
      this.file = file;
    }

    /** The file that cannot be used. */
    public Path file() {
      return file;
    }
  }

  /** Another process works in the data directory. */
  public static final class DirectoryInUse extends OperatorException {
    private final Path directory;

    /** {@code holder} describes the other process as far as it is known. */
    public DirectoryInUse(Path directory, String holder) {
      super(
          1,
          "The data directory "
              + directory
              + " is in use by "
              + holder
              + ". Stop that process first; two processes with one set of keys would sign twice.");
      this.directory = directory;
    }

    /** The directory both want. */
    public Path directory() {
      return directory;
    }
  }

  /** Something that should be there is not: a file, a stored round, a running node. */
  public static final class Unavailable extends OperatorException {
    /** As {@link Configuration}, without a place. */
    public Unavailable(String what, String remedy) {
      super(1, what + ". " + remedy);
    }
  }
}
