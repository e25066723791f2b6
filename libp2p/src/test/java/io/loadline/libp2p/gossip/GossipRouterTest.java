package io.loadline.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.Metrics;
import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The router alone, in one thread, with a clock moved by hand. */
class GossipRouterTest {
  private static final String TOPIC = "t";
  private static final GossipParameters PARAMETERS = GossipParameters.defaults("router-test");

  private final Metrics metrics = new Metrics();
  private final List<PeerId> cutOff = new ArrayList<>();
  private final List<byte[]> delivered = new ArrayList<>();
  private final Map<Integer, PeerId> ids = new LinkedHashMap<>();
  private final ArrayDeque<Runnable> virtual = new ArrayDeque<>();
  private Verdict verdict = Verdict.ACCEPT;
  private long nowMs = 1_000_000;

  private final GossipRouter router =
      new GossipRouter(
          PeerKey.ed25519(new byte[32]),
          PARAMETERS,
          new GossipCallbacks() {
            @Override
            public void onNetworkThread(Runnable task) {
              task.run();
            }

            @Override
            public void onVirtualThread(Runnable task) {
              virtual.add(task);
            }

            @Override
            public boolean onDeliveryThread(Runnable task) {
              task.run();
              return true;
            }

            @Override
            public void cutOff(PeerId peer) {
              cutOff.add(peer);
            }
          },
          metrics,
          () -> nowMs,
          new SplittableRandom(1));

  /** What was sent to one peer; writes stay open while the peer is slow. */
  private static final class Wire implements GossipLink {
    private final List<Rpc> rpcs = new ArrayList<>();
    private final ArrayDeque<CompletableFuture<Void>> open = new ArrayDeque<>();
    private boolean slow;

    @Override
    public CompletableFuture<Void> write(byte[] rpc) {
      try {
        rpcs.add(RpcReader.read(rpc, PARAMETERS.maxMessageBytes()));
      } catch (MalformedMessage e) {
        throw new AssertionError(e);
      }
      if (!slow) {
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> write = new CompletableFuture<>();
      open.add(write);
      return write;
    }

    private long grafts() {
      return rpcs.stream().filter(rpc -> !rpc.graft().isEmpty()).count();
    }

    private long prunes() {
      return rpcs.stream().filter(rpc -> !rpc.prune().isEmpty()).count();
    }

    private List<byte[]> messages() {
      return rpcs.stream()
          .flatMap(rpc -> rpc.publications().stream())
          .map(Rpc.Publication::data)
          .toList();
    }
  }

  private PeerId peer(int number) {
    return ids.computeIfAbsent(
        number,
        fill -> {
          byte[] seed = new byte[32];
          Arrays.fill(seed, (byte) (int) fill);
          return PeerKey.ed25519(seed).peerId();
        });
  }

  private Wire connect(int number, boolean outbound) {
    Wire wire = new Wire();
    router.peerConnected(peer(number), outbound, null);
    router.linkOpened(peer(number), "/meshsub/1.1.0", wire);
    return wire;
  }

  private Wire connectSubscribed(int number) {
    Wire wire = connect(number, false);
    router.received(peer(number), RpcWriter.subscriptions(List.of(TOPIC), true));
    return wire;
  }

  private void validate() {
    for (Runnable task = virtual.poll(); task != null; task = virtual.poll()) {
      task.run();
    }
  }

  private void heartbeats(int count) {
    for (int i = 0; i < count; i++) {
      nowMs += PARAMETERS.heartbeatMs();
      router.heartbeat();
    }
  }

  private long metric(String name) {
    return metrics.snapshot().getOrDefault(name, 0L);
  }

  @BeforeEach
  void join() {
    router.subscribe(
        TOPIC, MessageValidator.of(_ -> verdict), message -> delivered.add(message.data()));
  }

  @Test
  void subscriptionsComeFirstAndAGraftFollowsAtOnce() {
    Wire wire = connectSubscribed(1);

    assertThat(wire.rpcs.get(0).subscriptions()).containsExactly(new Rpc.Subscription(true, TOPIC));
    assertThat(wire.rpcs.get(1).graft()).containsExactly(TOPIC);
    assertThat(router.meshPeers(TOPIC)).containsExactly(peer(1));
  }

  @Test
  void theMeshIsFilledToItsTargetAndShrunkFromAboveItsBound() {
    for (int i = 1; i <= 30; i++) {
      connectSubscribed(i);
    }
    assertThat(router.meshPeers(TOPIC)).hasSize(PARAMETERS.mesh());
    for (int i = 1; i <= 30; i++) {
      router.received(peer(i), RpcWriter.graft(TOPIC));
    }
    assertThat(router.meshPeers(TOPIC)).as("inbound grafts end at D_hi").hasSize(12);
    for (int i = 31; i <= 33; i++) { // Those we dialled are taken above it.
      connect(i, true);
      router.received(peer(i), RpcWriter.subscriptions(List.of(TOPIC), true));
      router.received(peer(i), RpcWriter.graft(TOPIC));
    }
    assertThat(router.meshPeers(TOPIC)).hasSize(15);
    heartbeats(1);
    assertThat(router.meshPeers(TOPIC)).hasSize(PARAMETERS.mesh());
    long outbound =
        router.meshPeers(TOPIC).stream()
            .filter(id -> id.equals(peer(31)) || id.equals(peer(32)) || id.equals(peer(33)))
            .count();
    assertThat(outbound).isGreaterThanOrEqualTo(2);
  }

  @Test
  void aPrunedPeerIsNotGraftedAgainBeforeItsBackoffEnds() {
    Wire wire = connectSubscribed(1);
    router.received(peer(1), RpcWriter.prune(TOPIC, 10));
    heartbeats(10);
    assertThat(router.meshPeers(TOPIC)).isEmpty();
    heartbeats(2);
    assertThat(router.meshPeers(TOPIC)).containsExactly(peer(1));
    assertThat(wire.grafts()).isEqualTo(2);
  }

  @Test
  void backoffsOfAnyLengthAreCappedAtAnHour() {
    for (long seconds : new long[] {-1, Long.MAX_VALUE, Long.MAX_VALUE / 1_000, 1L << 62}) {
      router.peerGone(peer(1));
      connectSubscribed(1);
      byte[] prune =
          new ProtoWriter()
              .message(
                  3,
                  new ProtoWriter()
                      .message(4, new ProtoWriter().string(1, TOPIC).number(3, seconds)))
              .toByteArray();
      router.received(peer(1), prune);
      heartbeats(80);
      assertThat(router.meshPeers(TOPIC)).as("after 80 s of %d", seconds).isEmpty();
      nowMs += 3_600_000;
      heartbeats(1);
      assertThat(router.meshPeers(TOPIC)).as("after an hour of %d", seconds).hasSize(1);
    }
  }

  @Test
  void graftFloodsAreRefusedCountedAndEndTheConnection() {
    Wire wire = connectSubscribed(1);
    router.received(peer(1), RpcWriter.prune(TOPIC, 60));
    for (int i = 0; i < 100; i++) {
      router.received(peer(1), RpcWriter.graft(TOPIC));
    }
    assertThat(router.meshPeers(TOPIC)).isEmpty();
    assertThat(wire.prunes()).as("until it is graylisted").isBetween(3L, 20L);
    assertThat(metric("gossip.rpc.graylisted")).isPositive();
    assertThat(cutOff).contains(peer(1));
    assertThat(router.isCutOff(peer(1))).isTrue();
    nowMs += 110_000;
    assertThat(router.isCutOff(peer(1))).isTrue();
    nowMs += 11_000;
    assertThat(router.isCutOff(peer(1))).as("forgiven in time").isFalse();
  }

  @Test
  void graftsForUnknownTopicsLeaveNoTraceAndGetNoAnswer() {
    Wire wire = connectSubscribed(1);
    int before = wire.rpcs.size();
    for (int i = 0; i < 10_000; i++) {
      router.received(peer(1), RpcWriter.graft("unknown-" + i));
    }
    assertThat(wire.rpcs).hasSize(before);
    assertThat(router.meshPeers("unknown-1")).isEmpty();
  }

  @Test
  void subscriptionsBeyondTheBoundAreForgotten() {
    connect(1, false);
    for (int i = 0; i < 10_000; i++) {
      router.received(peer(1), RpcWriter.subscriptions(List.of("topic-" + i), true));
    }
    router.received(peer(1), RpcWriter.subscriptions(List.of(TOPIC), true));

    assertThat(router.topicPeers(TOPIC)).as("no room for one more").isEmpty();
  }

  @Test
  void anAcceptedMessageIsDeliveredOnceAndForwardedToTheRest() {
    Wire sender = connectSubscribed(1);
    Wire alsoSender = connectSubscribed(2);
    Wire other = connectSubscribed(3);
    byte[] rpc = RpcWriter.publication(TOPIC, new byte[] {7});
    router.received(peer(1), rpc);
    router.received(peer(2), rpc);
    validate();
    router.received(peer(3), rpc);
    validate();

    assertThat(delivered).containsExactly(new byte[] {7});
    assertThat(other.messages()).containsExactly(new byte[] {7});
    assertThat(sender.messages()).isEmpty();
    assertThat(alsoSender.messages()).isEmpty();
    assertThat(metric("gossip.messages.duplicate")).isEqualTo(2);
  }

  @Test
  void everySenderOfARejectedMessageIsCharged() {
    verdict = Verdict.REJECT;
    connectSubscribed(1);
    connectSubscribed(2);
    connectSubscribed(3);
    byte[] rpc = RpcWriter.publication(TOPIC, new byte[] {7});
    router.received(peer(1), rpc);
    router.received(peer(2), rpc);
    validate();
    router.received(peer(3), rpc);

    assertThat(metric("gossip.invalid")).isEqualTo(3);
    assertThat(delivered).isEmpty();
  }

  @Test
  void aSuspectLeavesTheMeshBeforeItIsCutOff() {
    verdict = Verdict.REJECT;
    connectSubscribed(1);
    for (int i = 0; i < PARAMETERS.maxInvalid() / 2; i++) {
      router.received(peer(1), RpcWriter.publication(TOPIC, new byte[] {(byte) i}));
    }
    validate();
    router.heartbeat();

    assertThat(router.meshPeers(TOPIC)).isEmpty();
    assertThat(cutOff).isEmpty();
  }

  @Test
  void anIgnoredMessageBurdensNobody() {
    verdict = Verdict.IGNORE;
    connectSubscribed(1);
    router.received(peer(1), RpcWriter.publication(TOPIC, new byte[] {7}));
    validate();

    assertThat(metric("gossip.invalid")).isZero();
    assertThat(delivered).isEmpty();
  }

  @Test
  void aFullValidationQueueForgetsTheMessageSoThatACopyIsTakenLater() {
    connectSubscribed(1);
    int room = PARAMETERS.validationQueue() / 4;
    for (int i = 0; i <= room; i++) {
      router.received(
          peer(1), RpcWriter.publication(TOPIC, new byte[] {(byte) i, (byte) (i >> 8), 1}));
    }
    assertThat(metric("gossip.messages.overflow")).isEqualTo(1);
    validate();
    byte[] last = {(byte) room, (byte) (room >> 8), 1};
    router.received(peer(1), RpcWriter.publication(TOPIC, last));
    validate();

    assertThat(delivered).hasSize(room + 1).last().isEqualTo(last);
  }

  @Test
  void aMissingMessageIsAskedForOnceAndServedAtMostThreeTimes() {
    Wire wire = connectSubscribed(1);
    Wire second = connectSubscribed(2);
    MessageId id = new MessageId(new byte[] {1});
    router.received(peer(1), RpcWriter.have(TOPIC, List.of(id)));
    router.received(peer(2), RpcWriter.have(TOPIC, List.of(id)));
    assertThat(wire.rpcs.getLast().want()).containsExactly(id);
    assertThat(second.rpcs.getLast().want()).as("asked already").isEmpty();
    nowMs += 3_001;
    router.received(peer(2), RpcWriter.have(TOPIC, List.of(id)));
    assertThat(second.rpcs.getLast().want()).as("the first did not deliver").containsExactly(id);

    var _ = router.publish(TOPIC, new byte[] {5});
    MessageId own = PARAMETERS.messageId().idOf(PubsubMessage.unsigned(TOPIC, new byte[] {5}));
    for (int i = 0; i < 10; i++) {
      router.received(peer(1), RpcWriter.want(List.of(own)));
    }
    assertThat(wire.messages()).as("published once, served three times").hasSize(4);
  }

  @Test
  void ihaveFloodsAreIgnoredUntilTheNextHeartbeat() {
    Wire wire = connectSubscribed(1);
    for (int i = 0; i < 50; i++) {
      router.received(
          peer(1), RpcWriter.have(TOPIC, List.of(new MessageId(new byte[] {(byte) i}))));
    }
    assertThat(wire.rpcs.stream().filter(rpc -> !rpc.want().isEmpty())).hasSize(10);
    assertThat(metric("gossip.ihave.ignored")).isEqualTo(40);
  }

  @Test
  void peersOutsideTheMeshAreToldWhatThereIs() {
    Wire wire = connectSubscribed(1);
    router.received(peer(1), RpcWriter.prune(TOPIC, 600));
    Wire sender = connectSubscribed(2);
    router.received(peer(2), RpcWriter.publication(TOPIC, new byte[] {7}));
    validate();
    assertThat(wire.messages()).isEmpty();
    heartbeats(1);

    MessageId id = PARAMETERS.messageId().idOf(PubsubMessage.unsigned(TOPIC, new byte[] {7}));
    assertThat(wire.rpcs.getLast().have()).containsExactly(new Rpc.HaveIds(TOPIC, List.of(id)));
    assertThat(sender.rpcs.stream().allMatch(rpc -> rpc.have().isEmpty())).isTrue();
  }

  @Test
  void aSlowPeerBoundsWhatWaitsAndThenPublishingIsRefused() {
    Wire slow = connectSubscribed(1);
    slow.slow = true;
    byte[] data = new byte[60 * 1024];
    List<CompletableFuture<Void>> results = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      data[0] = (byte) i;
      results.add(router.publish(TOPIC, data));
    }
    long refused = results.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    assertThat(refused).isBetween(20L, 40L);
    assertThat(results.stream().filter(CompletableFuture::isDone)).hasSize((int) refused);

    while (!slow.open.isEmpty()) {
      slow.open.remove().complete(null);
    }
    assertThat(results).allMatch(CompletableFuture::isDone);
    assertThat(slow.messages()).hasSize((int) (100 - refused));
  }

  @Test
  void aSlowPeerDoesNotHoldUpTheOthers() {
    Wire slow = connectSubscribed(1);
    slow.slow = true;
    Wire fast = connectSubscribed(2);
    for (int i = 0; i < 100; i++) {
      byte[] data = new byte[60 * 1024];
      data[0] = (byte) i;
      var _ = router.publish(TOPIC, data);
    }
    assertThat(fast.messages()).hasSize(100);
    assertThat(metric("gossip.publish.skipped_slow_peer")).isPositive();
  }

  @Test
  void whatWaitsMovesToANewLinkBehindTheSubscriptions() {
    Wire first = connectSubscribed(1);
    router.linkLost(peer(1));
    CompletableFuture<Void> result = router.publish(TOPIC, new byte[] {3});
    assertThat(result).isNotDone();
    Wire second = new Wire();
    router.linkOpened(peer(1), "/meshsub/1.1.0", second);

    assertThat(result).isCompleted();
    assertThat(first.messages()).isEmpty();
    assertThat(second.rpcs.getFirst().subscriptions()).hasSize(1);
    assertThat(second.messages()).containsExactly(new byte[] {3});
  }

  @Test
  void aPeerThatIsNoLongerAdmittedLeavesTheMesh() {
    Wire wire = connectSubscribed(1);
    router.setAdmission((_, _) -> false);
    heartbeats(1);

    assertThat(router.meshPeers(TOPIC)).isEmpty();
    assertThat(wire.prunes()).isEqualTo(1);
    router.received(peer(1), RpcWriter.graft(TOPIC));
    var _ = router.publish(TOPIC, new byte[] {1});
    assertThat(router.meshPeers(TOPIC)).isEmpty();
    assertThat(wire.messages()).isEmpty();
  }

  @Test
  void unsubscribingPrunesEveryMeshPeer() {
    Wire wire = connectSubscribed(1);
    router.unsubscribe(TOPIC);

    assertThat(wire.prunes()).isEqualTo(1);
    assertThat(wire.rpcs.getLast().subscriptions())
        .containsExactly(new Rpc.Subscription(false, TOPIC));
    router.received(peer(1), RpcWriter.publication(TOPIC, new byte[] {1}));
    assertThat(metric("gossip.messages.unknown_topic")).isEqualTo(1);
  }
}
