package io.loadline.consensus.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import io.loadline.consensus.frost.KeyShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All participants of one ceremony in one thread: virtual time, every message through codec and
 * gate, every fault from the seed.
 */
final class CeremonySimulation {
  static final CeremonyTimes TIMES = new CeremonyTimes(8_000, 500, 700, 1_500, 8);

  private record Scheduled(long atMs, long sequence, Runnable action) {}

  final String name;
  final CeremonyPlan plan;
  final CeremonyFaults faults;
  final SplittableRandom random;
  final List<SimulatedMember> members = new ArrayList<>();
  final CeremonyGate gate;
  private final Agreement agreement;
  private final Map<Digest, CeremonyGate.Verdict> verdicts = new HashMap<>();
  private final PriorityQueue<Scheduled> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Scheduled::atMs).thenComparingLong(Scheduled::sequence));
  private long sequence;
  private long nowMs;
  private @Nullable SignedMessage lastSent;
  private int lastResend;
  private byte[] lastBytes = {};
  int largestMessage;

  /** A ceremony whose participants hold these shares, in their order; empty for a new key. */
  CeremonySimulation(
      String name, CeremonyPlan plan, List<KeyShare> held, CeremonyFaults faults, long seed) {
    this(name, plan, held, faults, seed, IdealAgreement::new);
  }

  /** The same with an agreement of the test's choice. */
  CeremonySimulation(
      String name,
      CeremonyPlan plan,
      List<KeyShare> held,
      CeremonyFaults faults,
      long seed,
      Function<CeremonySimulation, Agreement> agreement) {
    this.name = name + " seed=" + seed;
    this.plan = plan;
    this.faults = faults;
    this.random = new SplittableRandom(seed);
    this.gate = new CeremonyGate(plan);
    this.agreement = agreement.apply(this);
    var signers = Operators.of(plan);
    for (int i = 0; i < signers.size(); i++) {
      boolean holds = i < held.size() && i != plan.repaired();
      members.add(new SimulatedMember(this, i, signers.get(i), holds ? held.get(i) : null));
    }
    for (SimulatedMember member : members) {
      at(random.nextInt(50), member::start);
    }
  }

  /** Runs until nothing is to be expected any more: all honest members are done. */
  CeremonySimulation run() {
    long limitMs = 60 * TIMES.phaseMs(plan.participants().size());
    while (!members.stream().filter(m -> isHonest(m.self())).allMatch(SimulatedMember::isOver)) {
      Scheduled next = queue.poll();
      assertThat(next).as("%s: stuck: %s", name, progress()).isNotNull();
      nowMs = next.atMs();
      assertThat(nowMs).as("%s: too slow: %s", name, progress()).isLessThan(limitMs);
      next.action().run();
    }
    return this;
  }

  List<SimulatedMember> honest() {
    return members.stream().filter(member -> isHonest(member.self())).toList();
  }

  boolean isHonest(int participant) {
    return !faults.liars().containsKey(participant);
  }

  Agreement agreement() {
    return agreement;
  }

  long nowMs() {
    return nowMs;
  }

  void at(long atMs, Runnable action) {
    queue.add(new Scheduled(Math.max(nowMs, atMs), sequence++, action));
  }

  void later(long delayMs, Runnable action) {
    at(nowMs + delayMs, action);
  }

  void broadcast(int from, SignedMessage message, int resend) {
    for (int to = 0; to < members.size(); to++) {
      send(from, to, message, resend);
    }
  }

  void send(int from, int to, SignedMessage message, int resend) {
    if (to == from) {
      return;
    }
    byte[] bytes =
        message.equals(lastSent) && lastResend == resend ? lastBytes : gate.encode(message, resend);
    lastSent = message;
    lastResend = resend;
    lastBytes = bytes;
    Digest once =
        Keccak.hash(message.content().bytes(), message.signature().bytes()); // Judged once only.
    largestMessage = Math.max(largestMessage, bytes.length);
    if (random.nextInt(100) < faults.dropPercent()) {
      return;
    }
    long late = faults.liars().get(from) == Lie.LATE ? 2 * TIMES.phaseMs(members.size()) : 0;
    int copies = random.nextInt(100) < faults.duplicatePercent() ? 2 : 1;
    for (int copy = 0; copy < copies; copy++) {
      later(late + 1 + random.nextInt(faults.delayMs()), () -> deliver(from, to, once, bytes));
    }
  }

  private void deliver(int from, int to, Digest once, byte[] bytes) {
    CeremonyGate.Verdict verdict = verdicts.computeIfAbsent(once, _ -> gate.judge(bytes));
    if (verdict instanceof CeremonyGate.Verdict.Accept(var message)) {
      members.get(to).receive(message);
    } else {
      assertThat(isHonest(from)).as("%s: honest %d sent %s", name, from, verdict).isFalse();
    }
  }

  private List<String> progress() {
    return members.stream()
        .map(member -> member.self() + ":" + member.describe() + faults.liars().get(member.self()))
        .toList();
  }
}
