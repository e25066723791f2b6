package io.loadline.node.archive;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The signing record over RocksDB; its lock makes read-then-write one step. */
final class RocksSigningRecord implements SigningRecord {
  static final String FLOOR_PREFIX = "signing-floor/";

  private final Database database;

  RocksSigningRecord(Database database) {
    this.database = database;
  }

  @Override
  public synchronized SigningClaim claim(SigningSlot slot, byte[] message) {
    byte[] key = Keys.slot(slot);
    Optional<byte[]> held = database.get(Family.SIGNING, key);
    if (held.isPresent()) {
      return Arrays.equals(held.get(), message)
          ? new SigningClaim.Repeated()
          : new SigningClaim.Conflict(Bytes.of(held.get()));
    }
    long floor = floor(slot.committee());
    if (slot.height() < floor) {
      return new SigningClaim.Dead(floor);
    }
    Optional<SignedMessage> highest = highest(slot.committee(), slot.height(), slot.kind());
    if (highest.isPresent() && highest.get().slot().round() > slot.round()) {
      return new SigningClaim.Overtaken(highest.get().slot().round());
    }
    database.put(Family.SIGNING, key, message);
    return new SigningClaim.Granted();
  }

  @Override
  public Optional<byte[]> signed(SigningSlot slot) {
    return database.get(Family.SIGNING, Keys.slot(slot));
  }

  @Override
  public Optional<SignedMessage> highest(Digest committee, long height, int kind) {
    byte[] prefix = Keys.slotsOfKind(committee, height, kind);
    byte[] last = ByteBuffer.allocate(Keys.SLOT_BYTES).put(prefix).putInt(-1).array();
    return database.keysDown(Family.SIGNING, last, prefix, 1).stream()
        .findFirst()
        .map(key ->
            new SignedMessage(
                Keys.slot(key), Bytes.of(database.get(Family.SIGNING, key).orElseThrow())));
  }

  @Override
  public List<SignedMessage> signedAt(Digest committee, long height) {
    List<SignedMessage> messages = new ArrayList<>();
    database.scanPrefix(
        Family.SIGNING,
        Keys.slotsAt(committee, height),
        (key, value) -> messages.add(new SignedMessage(Keys.slot(key), Bytes.of(value))));
    return messages;
  }

  @Override
  public Optional<Long> highestHeight(Digest committee) {
    byte[] lowest = Keys.slotsAt(committee, 0);
    byte[] last = ByteBuffer.allocate(Keys.SLOT_BYTES).put(committee.bytes()).array();
    Arrays.fill(last, Digest.LENGTH, last.length, (byte) 0xff);
    return database.keysDown(Family.SIGNING, last, lowest, 1).stream()
        .findFirst()
        .map(key -> Keys.slot(key).height());
  }

  @Override
  public long lowestHeight(Digest committee) {
    return floor(committee);
  }

  @Override
  public synchronized Optional<SigningSlot> merge(SigningContent other) {
    for (SignedMessage message : other.messages()) {
      Optional<byte[]> held = signed(message.slot());
      if (held.isPresent() && !message.bytes().equals(Bytes.of(held.get()))) {
        return Optional.of(message.slot());
      }
    }
    database.write(batch -> {
      for (SignedMessage message : other.messages()) {
        if (message.slot().height() >= floor(message.slot().committee())) {
          batch.put(Family.SIGNING, Keys.slot(message.slot()), message.bytes().toArray());
        }
      }
    });
    other.lowestHeights().forEach(this::forgetBelow);
    return Optional.empty();
  }

  @Override
  public synchronized void forgetBelow(Digest committee, long height) {
    if (height <= floor(committee)) {
      return;
    }
    database.write(batch -> {
      batch.put(Family.META, floorKey(committee), Keys.height(height));
      batch.deleteRange(
          Family.SIGNING, Keys.slotsAt(committee, 0), Keys.slotsAt(committee, height));
    });
  }

  private long floor(Digest committee) {
    return database.get(Family.META, floorKey(committee)).map(Keys::height).orElse(0L);
  }

  private static byte[] floorKey(Digest committee) {
    return RocksArchiveReader.metaKey(FLOOR_PREFIX + committee);
  }
}
