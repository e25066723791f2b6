package io.loadline.risk.bench;

import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import io.loadline.risk.rules.DefaultParameters;
import io.loadline.risk.twin.RandomRounds;

/**
 * Prints the digest of one fixed round of the complete model: what {@link HashMatrixTest} compares
 * across JVM modes, and scripts/check-arm64 across machines.
 */
public final class PrintDigest {
  static final long SEED = 20_240_132;
  static final int ACCOUNTS = 400;

  private PrintDigest() {}

  /**
   * The default parameters, every kind of instrument, six venues on three chains, carried state.
   */
  static RandomRounds.Round round() {
    return RandomRounds.of(SEED, ACCOUNTS, DefaultParameters.cryptoSpan1());
  }

  static RoundResult result(int threads) {
    var round = round();
    return new RiskRound(threads).evaluate(round.snapshot(), round.rules());
  }

  static String digest(int threads) {
    var result = result(threads);
    return result.digest() + " " + result.sections().requirements().root();
  }

  public static void main(String[] arguments) {
    System.out.println(digest(Runtime.getRuntime().availableProcessors()));
  }
}
