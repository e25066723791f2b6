package io.loadline.libp2p.gossip;

import static io.loadline.libp2p.gossip.RouterFixture.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.gossip.RouterFixture.Wire;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DontWantTest {
  private final RouterFixture net = new RouterFixture(GossipParameters.defaults("dont-want"));
  private final byte[] large = new byte[1_024];
  private final MessageId id =
      net.parameters.messageId().idOf(PubsubMessage.unsigned(TOPIC, large));

  private static List<MessageId> told(Wire wire) {
    return wire.rpcs.stream().flatMap(rpc -> rpc.dontWant().stream()).toList();
  }

  @Test
  void meshPeersAreToldOfALongMessageBeforeItIsValidated() {
    Wire sender = net.connectSubscribed(1);
    Wire other = net.connectSubscribed(2);
    Wire old = net.connectSubscribed(3);
    net.router.linkOpened(net.peer(3), "/meshsub/1.1.0", old);
    net.receive(1, RpcWriter.publication(TOPIC, large));
    assertThat(told(other)).containsExactly(id);
    assertThat(told(sender)).isEmpty();
    assertThat(told(old)).as("does not know IDONTWANT").isEmpty();
    assertThat(other.messages()).isEmpty();
    net.receive(2, RpcWriter.publication(TOPIC, large));
    net.validate();
    assertThat(told(other)).as("told once").hasSize(1);
  }

  @Test
  void shortMessagesAreNotWorthIt() {
    net.connectSubscribed(1);
    Wire other = net.connectSubscribed(2);
    net.receive(1, RpcWriter.publication(TOPIC, new byte[1_023]));
    assertThat(told(other)).isEmpty();
  }

  @Test
  void whatAPeerDoesNotWantIsNotForwardedToItForThreeHeartbeats() {
    net.connectSubscribed(1);
    Wire other = net.connectSubscribed(2);
    net.receive(2, RpcWriter.dontWant(List.of(id)));
    net.receive(1, RpcWriter.publication(TOPIC, large));
    net.validate();
    assertThat(other.messages()).isEmpty();
    byte[] next = new byte[2_000];
    net.receive(
        2,
        RpcWriter.dontWant(
            List.of(net.parameters.messageId().idOf(PubsubMessage.unsigned(TOPIC, next)))));
    net.heartbeats(3);
    net.receive(1, RpcWriter.publication(TOPIC, next));
    net.validate();
    assertThat(other.messages()).hasSize(1);
  }

  @Test
  void whatAlreadyWaitsInTheQueueIsTakenBack() {
    net.connectSubscribed(1);
    Wire other = net.connectSubscribed(2);
    other.slow = true;
    for (int i = 0; i < 5; i++) { // Fills what may be in flight.
      byte[] filler = new byte[60_000];
      filler[0] = (byte) (i + 1);
      net.receive(1, RpcWriter.publication(TOPIC, filler));
      net.validate();
    }
    net.receive(1, RpcWriter.publication(TOPIC, large));
    net.validate();
    net.receive(2, RpcWriter.dontWant(List.of(id)));
    while (!other.open.isEmpty()) {
      other.open.remove().complete(null);
    }
    assertThat(other.messages()).hasSize(5).noneMatch(data -> data.length == large.length);
  }

  @Test
  void aFloodOfIdsIsBounded() {
    net.connectSubscribed(1);
    Wire flooder = net.connectSubscribed(2);
    for (int heartbeat = 0; heartbeat < 10; heartbeat++) {
      List<MessageId> ids = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        ids.add(new MessageId(new byte[] {(byte) heartbeat, (byte) i, (byte) (i >> 8)}));
      }
      net.receive(2, RpcWriter.dontWant(ids));
      net.heartbeats(1);
    }
    assertThat(net.metric("gossip.idontwant.received")).isEqualTo(10_000);
    net.receive(1, RpcWriter.publication(TOPIC, large));
    net.validate();
    assertThat(flooder.messages()).as("still served").hasSize(1);
  }

  @Test
  void extensionsAreToleratedInTheFirstRpcOfAStreamAndCountedAfterIt() {
    net.connect(1, false);
    byte[] extensions =
        new ProtoWriter()
            .message(3, new ProtoWriter().message(6, new ProtoWriter().bool(10, true)))
            .number(6_492_434, 1)
            .toByteArray();
    net.receive(1, extensions);
    assertThat(net.metric("gossip.extensions.late")).isZero();
    net.receive(1, extensions);
    assertThat(net.metric("gossip.extensions.late")).isEqualTo(1);
    net.router.incomingOpened(net.peer(1));
    net.receive(1, extensions);
    assertThat(net.metric("gossip.extensions.late")).isEqualTo(1);
  }
}
