package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids of messages seen not long ago, and what became of them. */
final class SeenCache {
  private static final int MAX_ENTRIES = 100_000;

  enum Status {
    PENDING,
    ACCEPTED,
    IGNORED,
    REJECTED
  }

  static final class Entry {
    private final long expiresMs;
    Status status;

    /** When it was accepted; nothing before. */
    long acceptedMs;

    /** Who sent it, the first one first, for as long as that matters. */
    final List<PeerId> senders = new ArrayList<>(2);

    private Entry(Status status, long expiresMs) {
      this.status = status;
      this.expiresMs = expiresMs;
    }
  }

  private final long ttlMs;
  private final Map<MessageId, Entry> entries = new LinkedHashMap<>();

  SeenCache(long ttlMs) {
    this.ttlMs = ttlMs;
  }

  /** A name for bytes whose author is not proven yet; no message has it as its id by chance. */
  static MessageId hashOf(byte[] bytes) {
    try {
      return new MessageId(MessageDigest.getInstance("SHA3-512").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA3-512", e);
    }
  }

  @Nullable Entry get(MessageId id) {
    return entries.get(id);
  }

  /** Starts the time anew if the id was there. */
  Entry put(MessageId id, Status status, long nowMs) {
    Entry entry = new Entry(status, nowMs + ttlMs);
    entries.remove(id);
    entries.put(id, entry);
    if (entries.size() > MAX_ENTRIES) {
      Iterator<MessageId> oldest = entries.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return entry;
  }

  void forget(MessageId id) {
    entries.remove(id);
  }

  /** Entries stand in the order of their end, so only expired ones are touched. */
  void expire(long nowMs) {
    Iterator<Entry> oldest = entries.values().iterator();
    while (oldest.hasNext() && oldest.next().expiresMs <= nowMs) {
      oldest.remove();
    }
  }

  int size() {
    return entries.size();
  }
}
