package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;

/** The sections of a report, in the order of their leaves. */
public enum SectionName {
  REQUIREMENTS(0, "requirements"),
  COLLATERAL(1, "collateral"),
  BOUNDS(2, "bounds"),
  CREDIT_LINES(3, "creditLines"),
  CHANGED(4, "changed"),
  SUMMARY(5, "summary"),
  STATE(6, "state");

  private final int index;
  private final String text;

  SectionName(int index, String text) {
    this.index = index;
    this.text = text;
  }

  /** The leaf in the tree of sections. */
  public int index() {
    return index;
  }

  public String text() {
    return text;
  }

  public Bytes32 hash() {
    return Keccak.hash(text);
  }
}
