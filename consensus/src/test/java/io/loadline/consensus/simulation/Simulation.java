package io.loadline.consensus.simulation;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.agreement.AgreementParameters;
import io.loadline.consensus.agreement.Effect;
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
import org.jspecify.annotations.Nullable;

/**
 * A whole committee in one thread: virtual time from a priority queue, every message through codec
 * and gate, every fault from the seed. After each step the invariants are checked.
 */
final class Simulation {
  static final RoundTimes TIMES = new RoundTimes(500, 4_000);
  static final AgreementParameters PARAMETERS = new AgreementParameters(TIMES, 300, 200, 2_000, 8);

  /** How long after the network settled every height must be signed. */
  static final long PATIENCE_MS = 30 * TIMES.capMs();

  private record Scheduled(long atMs, long sequence, Runnable action) {}

  /** A message on its way: encoded once, judged once, as what both say depends on nothing else. */
  private final class Parcel {
    final byte[] bytes;
    final Digest id;
    private @Nullable Verdict verdict;

    Parcel(byte[] bytes) {
      this.bytes = bytes;
      this.id = Keccak.hash(bytes);
    }

    Verdict verdict() {
      Verdict known = verdict;
      if (known == null) {
        known = gate.judge(bytes, new HeightWindow(1, heights));
        verdict = known;
      }
      return known;
    }
  }

  final TestCommittee keys;
  final Faults faults;
  final SplittableRandom random;
  final Invariants invariants;
  final Trace trace = new Trace();
  final List<SimulatedNode> nodes = new ArrayList<>();
  final long heights;
  final long seed;
  private final MessageCodec codec;
  private final MessageGate gate;
  private final PriorityQueue<Scheduled> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Scheduled::atMs).thenComparingLong(Scheduled::sequence));
  private long sequence;
  private long nowMs;

  Simulation(int n, long heights, Faults faults, long seed) {
    this.keys = TestCommittee.of(n);
    this.heights = heights;
    this.faults = faults;
    this.seed = seed;
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
      if (crash.member() < n) {
        at(crash.atMs(), () -> nodes.get(crash.member()).dieAfter(crash.effectsLeft()));
        at(crash.backMs(), () -> nodes.get(crash.member()).restart());
      }
    }
    if (!faults.crashes().isEmpty()) {
      at(faults.settledMs() + TIMES.capMs(), this::catchUp);
    }
  }

  private void catchUp() {
    nodes.forEach(SimulatedNode::catchUp);
    later(TIMES.capMs(), this::catchUp);
  }

  /** Runs until every honest member has every height signed, in the time the protocol promises. */
  Simulation run() {
    return run(faults.settledMs() + PATIENCE_MS);
  }

  /** Runs until every honest member has every height signed; fails if that takes too long. */
  Simulation run(long limitMs) {
    while (!isDone()) {
      Scheduled next = queue.poll();
      Violation.unless(next != null, "I6", "stuck: %s", invariants);
      nowMs = next.atMs();
      Violation.unless(nowMs <= limitMs, "I6", "not all signed by %d ms: %s", limitMs, invariants);
      next.action().run();
    }
    nodes.get((int) Math.floorMod(seed, (long) nodes.size())).replay();
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

  boolean isSettled() {
    return nowMs >= faults.settledMs();
  }

  boolean isHonest(int member) {
    return !faults.adversaries().containsKey(member);
  }

  /** Whether an attempt to reach a chain comes to nothing. */
  boolean stalls() {
    return faults.stallPercent() > 0 && !isSettled() && random.nextInt(100) < faults.stallPercent();
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

  /** What a node does, for invariants and trace. */
  void observe(int member, Effect effect) {
    trace.add(member, nowMs, effect);
    invariants.observe(member, effect);
  }

  /** Gossip: to everyone, each copy with a fate of its own. */
  void broadcast(int from, WireMessage message) {
    broadcast(from, codec.encode(message));
  }

  void broadcast(int from, byte[] bytes) {
    Parcel parcel = new Parcel(bytes);
    for (int to = 0; to < nodes.size(); to++) {
      if (to != from) {
        send(from, to, parcel);
      }
    }
  }

  void send(int from, int to, WireMessage message) {
    send(from, to, new Parcel(codec.encode(message)));
  }

  private void send(int from, int to, Parcel parcel) {
    trace.add(parcel.id);
    boolean settled = isSettled();
    boolean cut = faults.partitions().stream().anyMatch(p -> p.separates(nowMs, from, to));
    if (!settled && (cut || random.nextInt(100) < faults.dropPercent())) {
      return;
    }
    int copies = random.nextInt(100) < faults.duplicatePercent() ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      later(1 + random.nextInt(faults.delayMs()), () -> deliver(from, to, parcel));
    }
  }

  private void deliver(int from, int to, Parcel parcel) {
    SimulatedNode node = nodes.get(to);
    if (!node.isAlive() || !node.firstTime(parcel.id)) {
      return;
    }
    switch (parcel.verdict()) {
      case Verdict.Accept(var message) -> node.receive(message);
      case Verdict.Ignore _ -> {}
      case Verdict.Reject(var fault) ->
          Violation.unless(
              !isHonest(from),
              "I9",
              "honest %d's message was rejected by %d: %s %s",
              from,
              to,
              fault,
              codec.decode(parcel.bytes));
    }
  }
}
