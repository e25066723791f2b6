package io.loadline.node.devnet.report;

import java.util.List;

/**
 * One step of the market maker's life on chain.
 *
 * @param what what was tried, in words
 * @param outcome what the contract answered, in words
 * @param facts named amounts behind it, as text
 */
public record LifeStep(String what, String outcome, List<Fact> facts) {
  /** One named number. */
  public record Fact(String name, String value) {}

  public LifeStep {
    facts = List.copyOf(facts);
  }

  public static Fact fact(String name, String value) {
    return new Fact(name, value);
  }
}
