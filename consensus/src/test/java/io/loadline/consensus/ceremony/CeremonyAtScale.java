package io.loadline.consensus.ceremony;

import io.loadline.consensus.frost.KeyShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The largest ceremonies, run by hand: 64 members make a key with 21 liars among them, hand it to
 * 64 others, who refresh and repair it. Prints the largest message, the state's size and the time.
 * Run it with the test class path.
 */
final class CeremonyAtScale {
  private static final int N = 64;

  private CeremonyAtScale() {}

  /** Takes some minutes. */
  public static void main(String[] args) {
    run("plain", Operators.generation(N), List.of(), CeremonyFaults.none());
    CeremonySimulation made =
        run("21 liars", Operators.generation(N), List.of(), CeremonyFaults.of(liars()));
    InstalledCommittee first = installed(made);
    Operators.Holding dealt = Operators.dealt(Operators.first(N), 1);
    CeremonySimulation moved =
        run(
            "reshare",
            CeremonyPlan.reshare(
                dealt.installed(), Operators.addresses(Operators.range(N, 2 * N)), 0),
            dealt.shares(),
            CeremonyFaults.none());
    System.out.println(
        "same key: "
            + installed(moved).group().key().equals(dealt.installed().group().key())
            + ", another key: "
            + first.group().key().point());
    run(
        "repair",
        CeremonyPlan.repair(dealt.installed(), 7, 0),
        dealt.shares(),
        CeremonyFaults.none());
  }

  private static InstalledCommittee installed(CeremonySimulation run) {
    CeremonyResult result = run.honest().getFirst().result().orElseThrow();
    return InstalledCommittee.fromChain(result.committee().digest(), result.committee());
  }

  private static Map<Integer, Lie> liars() {
    SplittableRandom random = new SplittableRandom(64);
    List<Lie> lies = new ArrayList<>(List.of(Lie.values()));
    TreeMap<Integer, Lie> liars = new TreeMap<>();
    while (liars.size() < (N - 1) / 3) {
      liars.put(random.nextInt(N), lies.get(random.nextInt(lies.size())));
    }
    return liars;
  }

  private static CeremonySimulation run(
      String name, CeremonyPlan plan, List<KeyShare> held, CeremonyFaults faults) {
    long startNs = System.nanoTime();
    CeremonySimulation run = new CeremonySimulation(name, plan, held, faults, 64).run();
    CeremonyResult result = Success.check(run);
    int stateBytes =
        run.members.stream().mapToInt(m -> m.machine().state().toArray().length).max().orElse(0);
    System.out.printf(
        "%s: %d participants, %d confirmed, %d culprits; largest message %d bytes, state %d bytes, "
            + "%d s of virtual time, %d s here%n",
        name,
        plan.participants().size(),
        result.confirmed().size(),
        result.culprits().size(),
        run.largestMessage,
        stateBytes,
        run.nowMs() / 1000,
        (System.nanoTime() - startNs) / 1_000_000_000L);
    return run;
  }
}
