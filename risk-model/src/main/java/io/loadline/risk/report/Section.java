package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import java.util.List;

/** Leaves in canonical order with their tree. */
public record Section<L extends Leaf>(List<L> leaves, MerkleTree tree) {
  public Section {
    leaves = List.copyOf(leaves);
  }

  public static <L extends Leaf> Section<L> of(List<L> leaves) {
    return new Section<>(leaves, MerkleTree.of(leaves.stream().map(Leaf::hash).toList()));
  }

  public Bytes32 root() {
    return tree.root();
  }
}
