package io.loadline.consensus.qbft;

import java.util.List;

/** What an event leads to. */
public record Step(QbftState state, List<QbftEffect> effects) {
  public Step {
    effects = List.copyOf(effects);
  }
}
