package io.loadline.libp2p.host;

import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections by peer: one in use, others only until their last stream ends. On the network
 * thread, but for {@link #peers}.
 *
 * <p>When both sides dial at the same time each keeps the connection that the smaller peer id
 * dialled; otherwise the newer one wins, because a peer dials again only when it has lost the old.
 */
final class ConnectionTable {
  private static final long SIMULTANEOUS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PeerId self;
  private final Map<PeerId, Connection> current = new LinkedHashMap<>();
  private final List<Connection> spare = new ArrayList<>();
  private volatile Set<PeerId> peers = Set.of();

  ConnectionTable(PeerId self) {
    this.self = self;
  }

  /** What adding a connection changed. */
  enum Change {
    NEW_PEER,
    REPLACED,
    KEPT_OLD
  }

  Set<PeerId> peers() {
    return peers;
  }

  @Nullable Connection get(PeerId peer) {
    return current.get(peer);
  }

  int size() {
    return current.size() + spare.size();
  }

  List<Connection> all() {
    List<Connection> connections = new ArrayList<>(current.values());
    connections.addAll(spare);
    return connections;
  }

  Change add(Connection connection) {
    Connection old = current.get(connection.peer());
    if (old == null) {
      current.put(connection.peer(), connection);
      peers = Set.copyOf(current.keySet());
      return Change.NEW_PEER;
    }
    boolean better = isBetter(connection, old);
    spare.add(better ? old : connection);
    if (better) {
      current.put(connection.peer(), connection);
    }
    return better ? Change.REPLACED : Change.KEPT_OLD;
  }

  private boolean isBetter(Connection connection, Connection old) {
    boolean simultaneous =
        connection.outbound() != old.outbound()
            && connection.sinceNanos() - old.sinceNanos() < SIMULTANEOUS_NANOS;
    boolean weAreSmaller = self.compareTo(connection.peer()) < 0;
    return !simultaneous || connection.outbound() == weAreSmaller;
  }

  /** Takes out a closed connection; true if it was the one in use. */
  boolean remove(Connection connection) {
    spare.remove(connection);
    boolean inUse = current.remove(connection.peer(), connection);
    if (inUse) {
      for (Connection other : spare) {
        if (other.peer().equals(connection.peer()) && other.isOpen()) {
          current.put(other.peer(), other);
          spare.remove(other);
          break;
        }
      }
      peers = Set.copyOf(current.keySet());
    }
    return inUse;
  }

  /** Spare connections on which nothing happens any more. */
  List<Connection> idleSpares() {
    return spare.stream().filter(connection -> connection.session().openStreams() == 0).toList();
  }
}
