package io.loadline.libp2p.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.libp2p.identity.PeerId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred routers in one thread and in virtual time; every random choice comes from a seed. */
@Timeout(60)
class MeshSimulationTest {
  private static final int NODES = 100;
  private static final int NEIGHBOURS = 10;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aMessageReachesAllInFourHopsAtOnePercentLoss(long seed) {
    MeshSimulation net = new MeshSimulation(seed, NODES);
    net.connectAtRandom(NODES, NEIGHBOURS);
    net.run(10_000);
    net.setLoss(0.01);
    for (int i = 0; i < 20; i++) {
      net.publish(i * 5, i);
      net.run(200);
    }
    net.run(5_000);
    for (int i = 0; i < 20; i++) {
      assertThat(net.holders(i)).as("seed=%d message=%d", seed, i).isEqualTo(NODES);
    }
    assertThat(net.maxHops()).as("seed=%d", seed).isLessThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(longs = 4)
  void meshDegreesStayWithinTheirBoundsOnBothSides(long seed) {
    MeshSimulation net = new MeshSimulation(seed, NODES);
    net.connectAtRandom(NODES, NEIGHBOURS);
    net.run(60_500);
    for (int node = 0; node < NODES; node++) {
      assertThat(net.mesh(node).size()).as("seed=%d node=%d", seed, node).isBetween(4, 12);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = 6)
  void twentyPercentSybilsCannotEclipseAScoredNode(long seed) {
    MeshSimulation net = new MeshSimulation(seed, NODES);
    int honest = 80;
    int victim = 0;
    for (int sybil = honest; sybil < NODES; sybil++) { // They are there first and fill the mesh.
      net.attack(sybil, victim);
    }
    net.run(2_000);
    assertThat(net.mesh(victim)).as("seed=%d", seed).isNotEmpty();
    assertThat(net.mesh(victim)).allMatch(peer -> net.indexOf(peer) >= honest);
    net.connectAtRandom(honest, NEIGHBOURS);
    net.run(30_000);
    for (int i = 0; i < 60; i++) {
      net.publish(1 + i, i);
      net.run(1_000);
    }
    net.run(5_000);
    for (int i = 0; i < 60; i++) {
      assertThat(net.has(victim, i)).as("seed=%d message=%d", seed, i).isTrue();
    }
    List<PeerId> mesh = List.copyOf(net.mesh(victim));
    assertThat(mesh).as("seed=%d", seed).hasSizeBetween(4, 12);
    assertThat(mesh).as("seed=%d", seed).allMatch(peer -> net.indexOf(peer) < honest);
  }

  @Test
  void aPartitionHealsWithinSecondsAndMessagesCrossAgain() {
    long seed = 8;
    MeshSimulation net = new MeshSimulation(seed, NODES);
    net.connectAtRandom(NODES, NEIGHBOURS);
    net.run(10_000);
    List<Long> cut = net.partition(50);
    net.run(60_000);
    net.publish(0, 1);
    net.publish(99, 2);
    net.run(2_000);
    assertThat(net.holders(1)).as("seed=%d, one half", seed).isEqualTo(50);
    assertThat(net.holders(2)).as("seed=%d, the other", seed).isEqualTo(50);
    net.heal(cut);
    net.run(5_000);
    assertThat(net.holders(1)).as("seed=%d, told of by gossip", seed).isEqualTo(NODES);
    assertThat(net.holders(2)).as("seed=%d, told of by gossip", seed).isEqualTo(NODES);
    net.publish(3, 3);
    net.run(500);
    assertThat(net.holders(3)).as("seed=%d, half a second", seed).isEqualTo(NODES);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    List<List<PeerId>> runs =
        IntStream.range(0, 2)
            .mapToObj(_ -> {
              MeshSimulation net = new MeshSimulation(9, 30);
              net.connectAtRandom(30, NEIGHBOURS);
              net.run(20_000);
              return IntStream.range(0, 30)
                  .boxed()
                  .flatMap(node -> net.mesh(node).stream().sorted())
                  .toList();
            })
            .toList();
    assertThat(runs.getFirst()).isEqualTo(runs.getLast()).isNotEmpty();
  }
}
