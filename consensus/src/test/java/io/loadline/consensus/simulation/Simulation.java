package io.loadline.consensus.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.agreement.AgreementParameters;
import io.loadline.consensus.agreement.MessageGate;
import io.loadline.consensus.agreement.MessageGate.HeightWindow;
import io.loadline.consensus.agreement.MessageGate.Verdict;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.qbft.RoundTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A whole committee in one thread: virtual time from a priority queue, every message through codec
 * and gate, every fault from the seed. After each step the invariants are checked.
 */
final class Simulation {
  static final RoundTimes TIMES = new RoundTimes(500, 4_000);
  static final AgreementParameters PARAMETERS = new AgreementParameters(TIMES, 300, 200, 2_000, 8);

  private record Scheduled(long atMs, long sequence, Runnable action) {}

  final String name;
  final TestCommittee keys;
  final Faults faults;
  final SplittableRandom random;
  final Invariants invariants;
  final List<SimulatedNode> nodes = new ArrayList<>();
  final long heights;
  private final MessageCodec codec;
  private final MessageGate gate;
  private final PriorityQueue<Scheduled> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Scheduled::atMs).thenComparingLong(Scheduled::sequence));
  private long sequence;
  private long nowMs;

  Simulation(String name, int n, long heights, Faults faults, long seed) {
    this.name = name;
    this.keys = TestCommittee.of(n);
    this.heights = heights;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
    this.codec = new MessageCodec(keys.committee().digest());
    this.gate = new MessageGate(keys.verifier());
    this.invariants = new Invariants(this);
    for (int i = 0; i < n; i++) {
      nodes.add(new SimulatedNode(this, i));
    }
    for (SimulatedNode node : nodes) {
      for (long height = 1; height <= heights; height++) {
        long opened = height;
        at(random.nextInt(60) + 150 * (height - 1), () -> node.open(opened));
      }
    }
    for (Faults.Crash crash : faults.crashes()) {
      at(crash.atMs(), () -> nodes.get(crash.member()).dieAfter(crash.effectsLeft()));
      at(crash.backMs(), () -> nodes.get(crash.member()).restart());
    }
  }

  /** Runs until every honest member has every height signed; fails if that takes too long. */
  Simulation run(long limitMs) {
    while (!isDone()) {
      Scheduled next = queue.poll();
      assertThat(next).as("%s: stuck: %s", name, invariants.progress()).isNotNull();
      nowMs = next.atMs();
      assertThat(nowMs)
          .as("%s: not all signed in time: %s", name, invariants.progress())
          .isLessThanOrEqualTo(limitMs);
      next.action().run();
      invariants.afterStep();
    }
    return this;
  }

  private boolean isDone() {
    return (nowMs >= faults.settledMs() || queue.isEmpty())
        && nodes.stream()
            .filter(node -> isHonest(node.member()))
            .allMatch(node -> node.signedHeights() == heights);
  }

  long nowMs() {
    return nowMs;
  }

  boolean isHonest(int member) {
    return !faults.adversaries().containsKey(member);
  }

  /** Does something at a virtual time. */
  void at(long atMs, Runnable action) {
    queue.add(new Scheduled(Math.max(nowMs, atMs), sequence++, action));
  }

  void later(long delayMs, Runnable action) {
    at(nowMs + delayMs, action);
  }

  MessageCodec codec() {
    return codec;
  }

  /** Gossip: to everyone, each copy with a fate of its own. */
  void broadcast(int from, WireMessage message) {
    for (int to = 0; to < nodes.size(); to++) {
      if (to != from) {
        send(from, to, message);
      }
    }
  }

  void send(int from, int to, WireMessage message) {
    byte[] bytes = codec.encode(message);
    boolean settled = nowMs >= faults.settledMs();
    boolean cut = faults.partitions().stream().anyMatch(p -> p.separates(nowMs, from, to));
    if (!settled && (cut || random.nextInt(100) < faults.dropPercent())) {
      return;
    }
    int copies = random.nextInt(100) < faults.duplicatePercent() ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      later(1 + random.nextInt(faults.delayMs()), () -> deliver(from, to, bytes));
    }
  }

  private void deliver(int from, int to, byte[] bytes) {
    SimulatedNode node = nodes.get(to);
    Digest id = Keccak.hash(bytes);
    if (!node.isAlive() || !node.firstTime(id)) {
      return;
    }
    switch (gate.judge(bytes, new HeightWindow(1, heights))) {
      case Verdict.Accept(var message) -> node.receive(message);
      case Verdict.Ignore _ -> {}
      case Verdict.Reject(var fault) ->
          assertThat(isHonest(from))
              .as(
                  "%s: honest %d's message was rejected by %d: %s %s",
                  name, from, to, fault, codec.decode(bytes))
              .isFalse();
    }
  }
}
