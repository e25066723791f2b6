package io.loadline.node.bundle;

import java.util.Arrays;
import java.util.Optional;

/** The parts of a bundle, by the ids they have in its table. */
public enum BundlePart {
  GENESIS(1, "genesis"),
  RULES(2, "rules"),
  COMMITTEE(3, "committee"),
  SNAPSHOT(4, "snapshot"),
  REPORT(5, "report"),
  OBSERVATIONS(6, "observations"),
  PROPOSAL(7, "proposal"),
  COMMITS(8, "commit certificate"),
  SIGNATURE(9, "group signature");

  private final int id;
  private final String label;

  BundlePart(int id, String label) {
    this.id = id;
    this.label = label;
  }

  int id() {
    return id;
  }

  /** The name for people. */
  public String label() {
    return label;
  }

  static Optional<BundlePart> ofId(int id) {
    return Arrays.stream(values()).filter(part -> part.id == id).findFirst();
  }
}
