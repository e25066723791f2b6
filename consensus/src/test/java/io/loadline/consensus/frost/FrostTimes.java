package io.loadline.consensus.frost;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what signing costs: prints the median time in microseconds of each step for 3 of 4 and
 * 11 of 16. Run it with the test class path.
 */
final class FrostTimes {
  private static final int STEPS = 4;
  private static final int WARM_UPS = 300;
  private static final int RUNS = 301;

  private FrostTimes() {}

  /** Prints one line per group size. */
  public static void main(String[] args) {
    for (int[] size : new int[][] {{4, 3}, {16, 11}, {4, 3}, {16, 11}}) {
      measure(new TestGroup(size[0], size[1], 1), size[0], size[1]);
    }
  }

  private static void measure(TestGroup group, int members, int threshold) {
    int[] signers = IntStream.rangeClosed(1, threshold).toArray();
    byte[] message = new byte[32];
    long[][] nanos = new long[STEPS][RUNS];
    for (int run = -WARM_UPS; run < RUNS; run++) {
      TestGroup.Session session = group.new Session(message, signers);
      List<SignatureShare> others = session.sign(signers.length - 1);
      KeyShare last = group.share(threshold);
      long[] at = new long[STEPS + 1];
      at[0] = System.nanoTime();
      NoncePair unused = group.nonces(threshold);
      at[1] = System.nanoTime();
      SigningContext context =
          new SigningContext(group.deal.group(), session.context.signingPackage());
      SignatureShare share = Frost.sign(last, session.pairs.getLast(), context);
      at[2] = System.nanoTime();
      boolean right = Frost.verifyShare(context, share);
      at[3] = System.nanoTime();
      List<SignatureShare> all = Stream.concat(others.stream(), Stream.of(share)).toList();
      Aggregation aggregation = Frost.aggregate(context, all);
      at[4] = System.nanoTime();
      if (!right || unused.isSpent() || !(aggregation instanceof Aggregation.Signed)) {
        throw new IllegalStateException("what was measured did not work");
      }
      for (int step = 0; run >= 0 && step < STEPS; step++) {
        nanos[step][run] = at[step + 1] - at[step];
      }
    }
    Arrays.stream(nanos).forEach(Arrays::sort);
    System.out.printf(
        "%d of %d: nonce pair %d us, sign %d us, verify a share %d us, aggregate %d us%n",
        threshold,
        members,
        nanos[0][RUNS / 2] / 1000,
        nanos[1][RUNS / 2] / 1000,
        nanos[2][RUNS / 2] / 1000,
        nanos[3][RUNS / 2] / 1000);
  }
}
