package io.loadline.risk.bench;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.RiskRound;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures a decoded snapshot to the report: {@code SnapshotToRoot [accounts] [positions] [rounds]
 * [threads]}, by default 100,000 x 20 under the 33 scenarios of G33, 15 rounds after 5 of warm-up.
 */
public final class SnapshotToRoot {
  private static final long SEED = 20_240_108;
  private static final int WARM_UP = 5;

  private SnapshotToRoot() {}

  public static void main(String[] arguments) {
    int accounts = argument(arguments, 0, 100_000);
    int positions = argument(arguments, 1, 20);
    int rounds = argument(arguments, 2, 15);
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = argument(arguments, 3, processors);
    var rules = TestBooks.rules();
    var snapshot = SyntheticSnapshot.of(SEED, accounts, positions, rules);
    var round = new RiskRound(threads);
    var millis = new double[rounds];
    var root = Bytes32.ZERO;
    for (int i = -WARM_UP; i < rounds; i++) {
      long start = System.nanoTime();
      root = round.evaluate(snapshot, Bytes32.ZERO, rules).report().sectionsRoot();
      if (i >= 0) {
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%d accounts x %d positions x 33 scenarios, %d instruments: median %.1f ms, least %.1f ms"
            + " (%d threads, %d processors, %s %s) root %s%n",
        accounts,
        positions,
        snapshot.instruments().size(),
        millis[rounds / 2],
        millis[0],
        threads,
        processors,
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"),
        root);
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
  }
}
