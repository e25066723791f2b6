package io.loadline.risk.bench;

import io.loadline.risk.TestBooks;
import io.loadline.risk.report.RiskRound;

/** Prints the digest of one fixed round: what {@link HashMatrixTest} compares across JVM modes. */
public final class PrintDigest {
  static final long SEED = 20_240_108;
  static final int ACCOUNTS = 400;
  static final int POSITIONS = 12;

  private PrintDigest() {}

  static String digest(int threads) {
    var rules = TestBooks.rules();
    var snapshot = SyntheticSnapshot.of(SEED, ACCOUNTS, POSITIONS, rules);
    var result = new RiskRound(threads).evaluate(snapshot, rules);
    return result.digest() + " " + result.sections().requirements().root();
  }

  public static void main(String[] arguments) {
    System.out.println(digest(Runtime.getRuntime().availableProcessors()));
  }
}
