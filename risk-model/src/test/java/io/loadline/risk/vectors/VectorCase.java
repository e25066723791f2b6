package io.loadline.risk.vectors;

import io.loadline.risk.TestBooks;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.Rules;

/**
 * Rules and a snapshot under a name.
 *
 * @param what one sentence
 */
record VectorCase(String name, String what, Rules rules, Snapshot snapshot) {
  static VectorCase of(String name, String what, Rules rules, TestBooks.Builder books) {
    return new VectorCase(name, what, rules, books.build(rules));
  }
}
