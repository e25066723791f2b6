package io.loadline.risk.rules;

/** Named scenario tables of docs/crypto-span-1.md. */
public enum ScenarioSet {
  /** Nine price moves by up to three volatility rules, eight tails, two skews. */
  G33,
  /** The sixteen rows of the classic SPAN scan. */
  S16
}
