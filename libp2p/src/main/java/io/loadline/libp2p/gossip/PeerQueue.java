package io.loadline.libp2p.gossip;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  private record Entry(byte[] rpc, CompletableFuture<Void> sent) {
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
      Entry entry = new Entry(first, new CompletableFuture<>());
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
    return offer(control, rpc) != null;
  }

  /** Completes when sent or given up; null if there is no room. */
  @Nullable CompletableFuture<Void> own(byte[] rpc) {
    return offer(own, rpc);
  }

  /** False if there is no room even after dropping older forwarded messages. */
  boolean forward(byte[] rpc) {
    return offer(forwarded, rpc) != null;
  }

  private @Nullable CompletableFuture<Void> offer(ArrayDeque<Entry> queue, byte[] rpc) {
    Entry entry = new Entry(rpc, new CompletableFuture<>());
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
    return entry == null ? forwarded.poll() : entry;
  }
}
