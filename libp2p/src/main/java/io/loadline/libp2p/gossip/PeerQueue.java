package io.loadline.libp2p.gossip;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one peer: control first, then own messages, then forwarded ones. Only a
 * little is in the stream at a time, so that order still counts; the rest is bounded here.
 */
final class PeerQueue {
  private static final int MAX_IN_FLIGHT_BYTES = 128 * 1024;
  private static final int ENTRY_OVERHEAD_BYTES = 64;

  private final int maxBytes;
  private final ArrayDeque<Entry> control = new ArrayDeque<>();
  private final ArrayDeque<Entry> own = new ArrayDeque<>();
  private final ArrayDeque<Entry> forwarded = new ArrayDeque<>();
  private @Nullable GossipLink link;
  private int linkNumber;
  private long queuedBytes;
  private long inFlightBytes;
  private boolean closed;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Entry(byte[] rpc, BooleanSupplier unwanted, CompletableFuture<Void> sent) {
    Entry(byte[] rpc, BooleanSupplier unwanted) {
      this(rpc, unwanted, new CompletableFuture<>());
    }

    int size() {
      return rpc.length + ENTRY_OVERHEAD_BYTES;
    }
  }

  PeerQueue(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Connects the stream; {@code first} is sent before anything that waits already. */
  void open(GossipLink newLink, byte @Nullable [] first) {
    link = newLink;
    linkNumber++;
    inFlightBytes = 0;
    if (first != null) {
      Entry entry = new Entry(first, () -> false);
      control.addFirst(entry);
      queuedBytes += entry.size();
    }
    pump();
  }

  /** The stream is gone; what waits is kept for the next one. */
  void lose() {
    link = null;
    linkNumber++;
  }

  /** The peer is gone: everything that waits is given up. */
  void close() {
    closed = true;
    link = null;
    for (ArrayDeque<Entry> queue : List.of(control, own, forwarded)) {
      while (!queue.isEmpty()) {
        queue.poll().sent.complete(null);
      }
    }
    queuedBytes = 0;
  }

  /** False if the peer leaves so much unread that not even control fits. */
  boolean control(byte[] rpc) {
    return offer(control, new Entry(rpc, () -> false)) != null;
  }

  /** Completes when sent or given up; null if there is no room. */
  @Nullable CompletableFuture<Void> own(byte[] rpc) {
    return offer(own, new Entry(rpc, () -> false));
  }

  /**
   * False if there is no room even after dropping older forwarded messages.
   *
   * @param unwanted asked when its turn comes: the peer may have said meanwhile that it has it
   */
  boolean forward(byte[] rpc, BooleanSupplier unwanted) {
    return offer(forwarded, new Entry(rpc, unwanted)) != null;
  }

  private @Nullable CompletableFuture<Void> offer(ArrayDeque<Entry> queue, Entry entry) {
    if (closed) {
      return null;
    }
    while (queuedBytes + entry.size() > maxBytes && !forwarded.isEmpty()) {
      Entry oldest = forwarded.remove();
      queuedBytes -= oldest.size();
      oldest.sent.complete(null);
    }
    if (queuedBytes + entry.size() > maxBytes) {
      return null;
    }
    queue.add(entry);
    queuedBytes += entry.size();
    pump();
    return entry.sent;
  }

  private void pump() {
    GossipLink current = link;
    int number = linkNumber;
    while (current != null && number == linkNumber && inFlightBytes < MAX_IN_FLIGHT_BYTES) {
      Entry entry = next();
      if (entry == null) {
        return;
      }
      queuedBytes -= entry.size();
      inFlightBytes += entry.size();
      var _ =
          current
              .write(entry.rpc)
              .whenComplete((_, _) -> {
                entry.sent.complete(null);
                if (number == linkNumber) {
                  inFlightBytes -= entry.size();
                  pump();
                }
              });
    }
  }

  private @Nullable Entry next() {
    Entry entry = control.poll();
    if (entry == null) {
      entry = own.poll();
    }
    while (entry == null && !forwarded.isEmpty()) {
      Entry next = forwarded.remove();
      if (next.unwanted.getAsBoolean()) {
        queuedBytes -= next.size();
        next.sent.complete(null);
      } else {
        entry = next;
      }
    }
    return entry;
  }
}
