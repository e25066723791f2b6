package io.loadline.node.bundle;

import io.loadline.risk.report.RoundResult;

/** What recomputing a round came to. */
public sealed interface Replay {
  /** The report came out byte for byte. */
  record Identical(RoundResult result) implements Replay {}

  /**
   * It did not.
   *
   * @param place the first place that differs: a field of the report, a section, a leaf
   * @param reported what the bundle says there
   * @param computed what came out here
   */
  record Different(String place, String reported, String computed) implements Replay {}

  /** The bundle is none, or the model refuses its snapshot. */
  record Impossible(String place, String reason) implements Replay {}
}
