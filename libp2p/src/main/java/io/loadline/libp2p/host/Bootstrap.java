package io.loadline.libp2p.host;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Stays connected with a fixed list of peers: dials, and dials again with growing pauses. */
final class Bootstrap {
  private final HostTimers timers;
  private final Predicate<PeerId> connected;
  private final Function<Multiaddr, CompletableFuture<PeerId>> dial;
  private final RandomGenerator random;
  private final PeerId self;
  private final List<Target> targets = new ArrayList<>();

  private static final class Target {
    private final Multiaddr address;
    private @Nullable PeerId peer;
    private boolean dialling;
    private long nextMs;
    private long pauseMs;

    private Target(Multiaddr address, long nowMs, long pauseMs) {
      this.address = address;
      this.peer = address.peerId();
      this.nextMs = nowMs;
      this.pauseMs = pauseMs;
    }
  }

  Bootstrap(
      PeerId self,
      List<Multiaddr> addresses,
      HostTimers timers,
      Predicate<PeerId> connected,
      Function<Multiaddr, CompletableFuture<PeerId>> dial,
      RandomGenerator random,
      long nowMs) {
    this.self = self;
    this.timers = timers;
    this.connected = connected;
    this.dial = dial;
    this.random = random;
    for (Multiaddr address : addresses) {
      targets.add(new Target(address, nowMs, timers.redialMs()));
    }
  }

  /** Often enough for the shortest pause. */
  long tickMs() {
    return Math.max(20, timers.redialMs() / 4);
  }

  void tick(long nowMs) {
    for (Target target : targets) {
      boolean present =
          target.peer != null && (target.peer.equals(self) || connected.test(target.peer));
      if (present) {
        target.pauseMs = timers.redialMs();
      } else if (!target.dialling && target.nextMs <= nowMs) {
        attempt(target, nowMs);
      }
    }
  }

  private void attempt(Target target, long nowMs) {
    target.dialling = true;
    target.nextMs = nowMs + target.pauseMs / 2 + random.nextLong(target.pauseMs + 1);
    target.pauseMs = Math.min(timers.maxRedialMs(), target.pauseMs * 2);
    var _ =
        dial.apply(target.address)
            .whenComplete((peer, _) -> {
              target.dialling = false;
              if (peer != null) {
                target.peer = peer;
              }
            });
  }
}
