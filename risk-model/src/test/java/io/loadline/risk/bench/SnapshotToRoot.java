package io.loadline.risk.bench;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.rules.DefaultParameters;
import io.loadline.risk.rules.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures a decoded snapshot to the report: {@code SnapshotToRoot [accounts] [positions] [rounds]
 * [threads]}, by default 100,000 x 20, 15 rounds after 5 of warm-up. The scan of G33 alone and the
 * complete model take turns in one run.
 */
public final class SnapshotToRoot {
  private static final long SEED = 20_240_108;
  private static final int WARM_UP = 5;

  /** One parameter set over the same accounts. */
  private static final class Contender {
    final String name;
    final Rules rules;
    final Snapshot snapshot;
    final double[] millis;
    Bytes32 root = Bytes32.ZERO;

    Contender(String name, Rules rules, int accounts, int positions, int rounds) {
      this.name = name;
      this.rules = rules;
      this.snapshot = SyntheticSnapshot.of(SEED, accounts, positions, rules);
      this.millis = new double[rounds];
    }

    void run(RiskRound round, int turn) {
      long start = System.nanoTime();
      root = round.evaluate(snapshot, Bytes32.ZERO, rules).report().sectionsRoot();
      if (turn >= 0) {
        millis[turn] = (System.nanoTime() - start) / 1e6;
      }
    }

    double median() {
      return millis[millis.length / 2];
    }
  }

  private SnapshotToRoot() {}

  public static void main(String[] arguments) {
    int accounts = argument(arguments, 0, 100_000);
    int positions = argument(arguments, 1, 20);
    int rounds = argument(arguments, 2, 15);
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = argument(arguments, 3, processors);
    var scan = new Contender("scan of G33", TestBooks.rules(), accounts, positions, rounds);
    var complete =
        new Contender(
            "crypto-span-1",
            TestBooks.rules(DefaultParameters.cryptoSpan1()),
            accounts,
            positions,
            rounds);
    var round = new RiskRound(threads);
    for (int turn = -WARM_UP; turn < rounds; turn++) {
      scan.run(round, turn);
      complete.run(round, turn);
    }
    System.out.printf(
        Locale.ROOT,
        "%d accounts x %d positions, %d instruments, %d threads, %d processors, %s %s%n",
        accounts,
        positions,
        scan.snapshot.instruments().size(),
        threads,
        processors,
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"));
    for (var contender : List.of(scan, complete)) {
      Arrays.sort(contender.millis);
      System.out.printf(
          Locale.ROOT,
          "%s: median %.1f ms, least %.1f ms, root %s%n",
          contender.name,
          contender.median(),
          contender.millis[0],
          contender.root);
    }
    System.out.printf(
        Locale.ROOT, "complete model: %.2f times the scan%n", complete.median() / scan.median());
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
  }
}
