package io.loadline.node.devnet.report;

/** Where the devnet speaks. Lines come from one thread. */
public interface Console {
  /** What is being done now. */
  void step(String text);

  /** A round was signed, accepted and read back. */
  void round(RoundLine round);

  /** Something happened on chain to the market maker. */
  void life(LifeStep step);

  /** Something a person must look at. */
  void problem(String text);

  /** The last line. */
  void done(String text);
}
