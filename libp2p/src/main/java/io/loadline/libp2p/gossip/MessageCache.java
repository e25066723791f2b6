package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Full messages, each as the RPC that carries it, of the last heartbeats, to answer IWANT from;
 * bounded in bytes.
 */
final class MessageCache {
  private static final long MAX_BYTES = 32L * 1024 * 1024;

  static final class Cached {
    final String topic;
    final byte[] rpc;
    private final Map<PeerId, Integer> served = new HashMap<>();

    private Cached(String topic, byte[] rpc) {
      this.topic = topic;
      this.rpc = rpc;
    }

    /** How often the peer has asked for it, this time included. */
    int serve(PeerId peer) {
      return served.merge(peer, 1, Integer::sum);
    }
  }

  private final int historyLength;
  private final int gossipLength;
  private final Map<MessageId, Cached> messages = new LinkedHashMap<>();
  private final Deque<List<MessageId>> windows = new ArrayDeque<>();
  private long bytes;

  MessageCache(int historyLength, int gossipLength) {
    this.historyLength = historyLength;
    this.gossipLength = gossipLength;
    windows.addFirst(new ArrayList<>());
  }

  void put(MessageId id, String topic, byte[] rpc) {
    if (messages.containsKey(id)) {
      return;
    }
    messages.put(id, new Cached(topic, rpc));
    windows.getFirst().add(id);
    bytes += rpc.length;
    while (bytes > MAX_BYTES) {
      remove(messages.keySet().iterator().next());
    }
  }

  @Nullable Cached get(MessageId id) {
    return messages.get(id);
  }

  /** Ids of the topic in the windows that are told to others, newest window first. */
  List<MessageId> gossipIds(String topic, int max) {
    List<MessageId> ids = new ArrayList<>();
    int window = 0;
    for (List<MessageId> entries : windows) {
      if (window++ == gossipLength) {
        break;
      }
      for (MessageId id : entries) {
        Cached message = messages.get(id);
        if (message != null && message.topic.equals(topic) && ids.size() < max) {
          ids.add(id);
        }
      }
    }
    return ids;
  }

  void shift() {
    windows.addFirst(new ArrayList<>());
    if (windows.size() > historyLength) {
      windows.removeLast().forEach(this::remove);
    }
  }

  private void remove(MessageId id) {
    Cached message = messages.remove(id);
    if (message != null) {
      bytes -= message.rpc.length;
    }
  }
}
