package io.loadline.node.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB with checked exceptions, handles and native memory kept in one place. Every write is
 * synced. A failure of the disk is not something to go on with: it is thrown and stops the node.
 */
final class Database implements AutoCloseable {
  private static final int MAX_OPEN_FILES = 256;
  private static final long WRITE_BUFFER_BYTES = 8L << 20;
  private static final long MIN_BLOB_BYTES = 16L << 10;

  private final DBOptions options;
  private final List<ColumnFamilyOptions> familyOptions = new ArrayList<>();
  private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final RocksDB rocks;

  /** Everything to write at once. */
  @FunctionalInterface
  interface Writes {
    void into(Batch batch) throws RocksDBException;
  }

  private Database(Path directory, boolean readOnly) throws RocksDBException {
    options =
        new DBOptions()
            .setCreateIfMissing(!readOnly)
            .setCreateMissingColumnFamilies(!readOnly)
            .setMaxOpenFiles(MAX_OPEN_FILES)
            .setKeepLogFileNum(2);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(descriptor(RocksDB.DEFAULT_COLUMN_FAMILY, false));
    for (Family family : Family.values()) {
      byte[] name = family.storedName().getBytes(StandardCharsets.US_ASCII);
      descriptors.add(descriptor(name, family == Family.ROUNDS));
    }
    List<ColumnFamilyHandle> opened = new ArrayList<>();
    rocks =
        readOnly
            ? RocksDB.openReadOnly(options, directory.toString(), descriptors, opened)
            : RocksDB.open(options, directory.toString(), descriptors, opened);
    Iterator<ColumnFamilyHandle> inOrder = opened.iterator();
    inOrder.next().close(); // The default family must be opened and is not used.
    for (Family family : Family.values()) {
      handles.put(family, inOrder.next());
    }
  }

  private ColumnFamilyDescriptor descriptor(byte[] name, boolean large) {
    ColumnFamilyOptions settings = new ColumnFamilyOptions().setWriteBufferSize(WRITE_BUFFER_BYTES);
    if (large) {
      settings.setEnableBlobFiles(true).setMinBlobSize(MIN_BLOB_BYTES);
    }
    familyOptions.add(settings);
    return new ColumnFamilyDescriptor(name, settings);
  }

  static Database open(Path directory, boolean readOnly) throws RocksDBException {
    RocksDB.loadLibrary();
    return new Database(directory, readOnly);
  }

  Optional<byte[]> get(Family family, byte[] key) {
    try {
      return Optional.ofNullable(rocks.get(handle(family), key));
    } catch (RocksDBException e) {
      throw failed("read", family, e);
    }
  }

  void put(Family family, byte[] key, byte[] value) {
    write(batch -> batch.put(family, key, value));
  }

  void write(Writes writes) {
    try (WriteBatch batch = new WriteBatch()) {
      writes.into(new Batch(batch));
      rocks.write(synced, batch);
    } catch (RocksDBException e) {
      throw new UncheckedIOException(new IOException("cannot write the archive", e));
    }
  }

  /** Entries from {@code start} upwards while the visitor says so. */
  void scan(Family family, byte[] start, BiPredicate<byte[], byte[]> visitor) {
    try (RocksIterator entries = rocks.newIterator(handle(family))) {
      for (entries.seek(start); entries.isValid(); entries.next()) {
        if (!visitor.test(entries.key(), entries.value())) {
          break;
        }
      }
      entries.status();
    } catch (RocksDBException e) {
      throw failed("scan", family, e);
    }
  }

  /** Entries whose key starts with {@code prefix}, rising. */
  void scanPrefix(Family family, byte[] prefix, BiPredicate<byte[], byte[]> visitor) {
    scan(family, prefix, (key, value) -> startsWith(key, prefix) && visitor.test(key, value));
  }

  /** Keys at or below {@code start}, falling; values stay on disk. */
  List<byte[]> keysDown(Family family, byte[] start, byte[] lowest, int limit) {
    List<byte[]> keys = new ArrayList<>();
    try (Slice bound = new Slice(lowest);
        ReadOptions reading = new ReadOptions().setIterateLowerBound(bound);
        RocksIterator entries = rocks.newIterator(handle(family), reading)) {
      for (entries.seekForPrev(start); entries.isValid() && keys.size() < limit; entries.prev()) {
        keys.add(entries.key());
      }
      entries.status();
    } catch (RocksDBException e) {
      throw failed("scan", family, e);
    }
    return keys;
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** Writes that become visible and durable together. */
  final class Batch {
    private final WriteBatch batch;

    private Batch(WriteBatch batch) {
      this.batch = batch;
    }

    void put(Family family, byte[] key, byte[] value) throws RocksDBException {
      batch.put(handle(family), key, value);
    }

    void delete(Family family, byte[] key) throws RocksDBException {
      batch.delete(handle(family), key);
    }

    void deleteRange(Family family, byte[] from, byte[] before) throws RocksDBException {
      batch.deleteRange(handle(family), from, before);
    }
  }

  private ColumnFamilyHandle handle(Family family) {
    ColumnFamilyHandle handle = handles.get(family);
    if (handle == null) {
      throw new IllegalStateException("column family " + family + " is not open");
    }
    return handle;
  }

  private static UncheckedIOException failed(String verb, Family family, RocksDBException cause) {
    return new UncheckedIOException(
        new IOException("cannot " + verb + " " + family.storedName() + " of the archive", cause));
  }

  @Override
  public void close() {
    handles.values().forEach(ColumnFamilyHandle::close);
    rocks.close();
    synced.close();
    familyOptions.forEach(ColumnFamilyOptions::close);
    options.close();
  }
}
