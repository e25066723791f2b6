package io.loadline.node.archive;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads of the archive over RocksDB. */
class RocksArchiveReader implements ArchiveReader {
  private final Database database;

  RocksArchiveReader(Database database) {
    this.database = database;
  }

  final Database database() {
    return database;
  }

  @Override
  public Optional<byte[]> round(long height) {
    return database.get(Family.ROUNDS, Keys.height(height));
  }

  @Override
  public OptionalLong latestRound() {
    List<Long> newest = roundHeights(Long.MAX_VALUE, 1);
    return newest.isEmpty() ? OptionalLong.empty() : OptionalLong.of(newest.getFirst());
  }

  @Override
  public List<Long> roundHeights(long fromHeight, int limit) {
    return database.keysDown(Family.ROUNDS, Keys.height(fromHeight), Keys.height(0), limit).stream()
        .map(Keys::height)
        .toList();
  }

  @Override
  public Optional<byte[]> certificate(CertificateKind kind, long height) {
    return database.get(Family.CERTIFICATES, Keys.certificate(kind, height));
  }

  @Override
  public List<byte[]> evidence(int limit) {
    List<byte[]> pieces = new ArrayList<>();
    database.scan(
        Family.EVIDENCE,
        new byte[0],
        (_, value) -> {
          if (pieces.size() < limit) {
            pieces.add(value);
          }
          return pieces.size() < limit;
        });
    return pieces;
  }

  @Override
  public SigningContent signingContent() {
    List<SignedMessage> messages = new ArrayList<>();
    database.scan(
        Family.SIGNING,
        new byte[0],
        (key, value) -> messages.add(new SignedMessage(Keys.slot(key), Bytes.of(value))));
    Map<Digest, Long> lowest = new LinkedHashMap<>();
    byte[] prefix = metaKey(RocksSigningRecord.FLOOR_PREFIX);
    database.scanPrefix(
        Family.META,
        prefix,
        (key, value) -> {
          String committee = new String(key, StandardCharsets.UTF_8);
          lowest.put(
              Digest.fromHex(committee.substring(RocksSigningRecord.FLOOR_PREFIX.length())),
              Keys.height(value));
          return true;
        });
    return new SigningContent(messages, lowest);
  }

  @Override
  public Optional<byte[]> meta(String name) {
    return database.get(Family.META, metaKey(name));
  }

  static byte[] metaKey(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    database.close();
  }
}
