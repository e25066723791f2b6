package io.loadline.node.archive;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;

/** The archive in RocksDB, one directory per node. */
public final class RocksArchive extends RocksArchiveReader implements Archive {
  private static final String DATABASE = "archive";

  private final DirectoryLock lock;
  private final RocksSigningRecord signingRecord;

  private RocksArchive(Database database, DirectoryLock lock) {
    super(database);
    this.lock = lock;
    this.signingRecord = new RocksSigningRecord(database);
  }

  /**
   * Opens or makes the archive of a data directory for this process alone.
   *
   * @throws OperatorException.DirectoryInUse if another process has it
   */
  public static Archive open(Path dataDirectory) {
    try {
      DirectoryLock lock = DirectoryLock.take(dataDirectory);
      try {
        return new RocksArchive(Database.open(dataDirectory.resolve(DATABASE), false), lock);
      } catch (RocksDBException e) {
        lock.close();
        throw damaged(dataDirectory, e);
      }
    } catch (IOException e) {
      throw new OperatorException.Unavailable(
          "Cannot use the data directory " + dataDirectory + ": " + e.getMessage(),
          "Make it a directory this user may write to, or set another one as data.");
    }
  }

  /** Reads the archive as it is now, also while a node works on it. */
  public static ArchiveReader openForReading(Path dataDirectory) {
    Path database = dataDirectory.resolve(DATABASE);
    if (!Files.isDirectory(database)) {
      throw new OperatorException.Unavailable(
          "There is no archive in " + dataDirectory,
          "Give the data directory of a node that has run, as in its configuration under data.");
    }
    try {
      return new RocksArchiveReader(Database.open(database, true));
    } catch (RocksDBException e) {
      throw damaged(dataDirectory, e);
    }
  }

  private static OperatorException damaged(Path dataDirectory, RocksDBException cause) {
    return new OperatorException.Unavailable(
        "Cannot open the archive in " + dataDirectory + ": " + cause.getMessage(),
        "Check that the disk is healthy and not full; rounds can be fetched from peers again, the"
            + " signing record cannot, so keep the directory.");
  }

  @Override
  public synchronized boolean putRound(long height, byte[] bundle, byte[] commitCertificate) {
    if (round(height).isPresent()) {
      return false;
    }
    database()
        .write(batch -> {
          batch.put(Family.ROUNDS, Keys.height(height), bundle);
          batch.put(
              Family.CERTIFICATES,
              Keys.certificate(CertificateKind.COMMIT, height),
              commitCertificate);
        });
    return true;
  }

  @Override
  public void pruneRoundsBelow(long height) {
    database()
        .write(batch -> batch.deleteRange(Family.ROUNDS, Keys.height(0), Keys.height(height)));
  }

  @Override
  public SigningRecord signingRecord() {
    return signingRecord;
  }

  @Override
  public void putCertificate(CertificateKind kind, long height, byte[] certificate) {
    database().put(Family.CERTIFICATES, Keys.certificate(kind, height), certificate);
  }

  @Override
  public void pruneCertificatesBelow(CertificateKind kind, long height) {
    database()
        .write(batch ->
            batch.deleteRange(
                Family.CERTIFICATES, Keys.certificate(kind, 0), Keys.certificate(kind, height)));
  }

  @Override
  public synchronized boolean addEvidence(byte[] evidence) {
    byte[] key = hash(evidence);
    if (database().get(Family.EVIDENCE, key).isPresent()) {
      return false;
    }
    database().put(Family.EVIDENCE, key, evidence);
    return true;
  }

  @Override
  public void putTransaction(long chainId, long nonce, byte[] transaction) {
    database().put(Family.TRANSACTIONS, Keys.transaction(chainId, nonce), transaction);
  }

  @Override
  public void removeTransaction(long chainId, long nonce) {
    database().write(batch -> batch.delete(Family.TRANSACTIONS, Keys.transaction(chainId, nonce)));
  }

  @Override
  public SortedMap<Long, byte[]> transactions(long chainId) {
    SortedMap<Long, byte[]> found = new TreeMap<>();
    database()
        .scanPrefix(
            Family.TRANSACTIONS,
            Keys.chain(chainId),
            (key, value) -> {
              found.put(Keys.nonce(key), value);
              return true;
            });
    return found;
  }

  @Override
  public OptionalLong highestNonce(long chainId) {
    List<byte[]> last =
        database()
            .keysDown(
                Family.TRANSACTIONS,
                Keys.transaction(chainId, Long.MAX_VALUE),
                Keys.chain(chainId),
                1);
    return last.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Keys.nonce(last.getFirst()));
  }

  @Override
  public void putMeta(String name, byte[] value) {
    database().put(Family.META, metaKey(name), value);
  }

  private static byte[] hash(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    super.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
