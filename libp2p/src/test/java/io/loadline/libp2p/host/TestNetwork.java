package io.loadline.libp2p.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.gossip.GossipMessage;
import io.loadline.libp2p.gossip.GossipParameters;
import io.loadline.libp2p.gossip.MessageValidator;
import io.loadline.libp2p.gossip.Verdict;
import io.loadline.libp2p.identity.PeerKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Real hosts on loopback ports, closed together. */
public final class TestNetwork implements AutoCloseable {
  public static final String DOMAIN = "test-network";
  public static final GossipParameters GOSSIP =
      GossipParameters.builder(DOMAIN).heartbeatMs(200).build();
  public static final HostTimers FAST =
      new HostTimers(10_000, 10_000, 10_000, 500, 10_000, 100, 400);

  private final List<Host> hosts = new ArrayList<>();

  /** An Ed25519 key for even numbers, secp256k1 for odd ones. */
  public static PeerKey key(int number) {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) (number + 1));
    return number % 2 == 0 ? PeerKey.ed25519(raw) : PeerKey.secp256k1(raw);
  }

  public static HostConfig config(int number) {
    return HostConfig.of(key(number), GOSSIP)
        .withListen(List.of(Multiaddr.of("/ip4/127.0.0.1/tcp/0")))
        .withTimers(FAST);
  }

  public Host start(int number) {
    return start(number, config -> config);
  }

  public Host start(int number, UnaryOperator<HostConfig> change) {
    Host host = new TcpHost(change.apply(config(number)));
    hosts.add(host);
    try {
      host.start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return host;
  }

  public List<Host> startAll(int count) {
    List<Host> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(start(i));
    }
    return started;
  }

  public static Multiaddr addressOf(Host host) {
    return host.listenAddresses().getFirst();
  }

  public static void connect(Host from, Host to) {
    assertThat(from.connect(addressOf(to))).succeedsWithin(Duration.ofSeconds(10));
  }

  /** Collects what a host accepts on a topic. */
  public static Inbox inbox(Host host, String topic) {
    return inbox(host, topic, MessageValidator.of(_ -> Verdict.ACCEPT));
  }

  public static Inbox inbox(Host host, String topic, MessageValidator validator) {
    Inbox inbox = new Inbox();
    host.gossip().subscribe(topic, validator, inbox.messages::add);
    return inbox;
  }

  /** Messages delivered to one subscriber. */
  public static final class Inbox {
    private final BlockingQueue<GossipMessage> messages = new LinkedBlockingQueue<>();

    public GossipMessage next() {
      try {
        GossipMessage message = messages.poll(30, TimeUnit.SECONDS);
        assertThat(message).as("a message within thirty seconds").isNotNull();
        return message;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    public boolean isEmpty() {
      return messages.isEmpty();
    }
  }

  /** Waits until the condition holds; fails after thirty seconds. */
  public static void eventually(String what, BooleanSupplier condition) {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(endNanos);
      try {
        boolean _ = never.await(5, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    hosts.forEach(Host::close);
  }
}
