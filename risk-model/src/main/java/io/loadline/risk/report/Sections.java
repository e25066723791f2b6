package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import java.util.ArrayList;
import java.util.List;

/** All sections of a report. The state section is one hash without a tree. */
public record Sections(
    Section<Leaf.Requirement> requirements,
    Section<Leaf.Collateral> collateral,
    Section<Leaf.Bounds> bounds,
    Section<Leaf.CreditLine> creditLines,
    Section<Leaf.Requirement> changed,
    Section<Leaf.Summary> summary,
    Bytes32 stateRoot) {

  public Bytes32 root(SectionName name) {
    return switch (name) {
      case REQUIREMENTS -> requirements.root();
      case COLLATERAL -> collateral.root();
      case BOUNDS -> bounds.root();
      case CREDIT_LINES -> creditLines.root();
      case CHANGED -> changed.root();
      case SUMMARY -> summary.root();
      case STATE -> stateRoot;
    };
  }

  /** The tree over names and roots; its root is the report's {@code sectionsRoot}. */
  public MerkleTree tree() {
    var leaves = new ArrayList<Bytes32>();
    for (var name : SectionName.values()) {
      leaves.add(new Leaf.SectionLeaf(name.hash(), root(name)).hash());
    }
    return MerkleTree.of(leaves);
  }

  /** Proves a section's root against {@code sectionsRoot}. */
  public List<Bytes32> proof(SectionName name) {
    return tree().proof(name.index());
  }
}
