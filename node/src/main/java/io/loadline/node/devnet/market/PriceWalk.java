package io.loadline.node.devnet.market;

import java.util.SplittableRandom;

/** A seeded spot path that starts at the quoted index: at most 0.4 % up or down per step. */
public final class PriceWalk {
  private static final long MOST_STEP_E6 = 4_000;

  private final SplittableRandom random;
  private long spotE8 = OptionChain.SPOT_E8;

  public PriceWalk(long seed) {
    this.random = new SplittableRandom(seed ^ 0x5707_5A1BL);
  }

  public long spotE8() {
    return spotE8;
  }

  /** Moves on to the next spot and returns it. */
  public long next() {
    long stepE6 = random.nextLong(-MOST_STEP_E6, MOST_STEP_E6 + 1);
    spotE8 = Math.addExact(spotE8, Math.multiplyExact(spotE8, stepE6) / 1_000_000);
    return spotE8;
  }
}
