package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.margin.Ranges;
import java.util.List;

/** Leaves in canonical order with their tree. */
public record Section<L extends Leaf>(List<L> leaves, MerkleTree tree) {
  public Section {
    leaves = List.copyOf(leaves);
  }

  public static <L extends Leaf> Section<L> of(List<L> leaves) {
    return of(leaves, 1);
  }

  static <L extends Leaf> Section<L> of(List<L> leaves, int threads) {
    var hashes = new byte[Math.multiplyExact(leaves.size(), Bytes32.SIZE)];
    Ranges.run(
        leaves.size(),
        threads,
        (from, to) -> {
          var keccak = new Keccak();
          for (int i = from; i < to; i++) {
            hash(keccak, leaves.get(i), hashes, i * Bytes32.SIZE);
          }
        });
    return new Section<>(leaves, MerkleTree.ofFlat(hashes, threads));
  }

  private static void hash(Keccak keccak, Leaf leaf, byte[] target, int offset) {
    var abi = leaf.abi();
    keccak.hash(abi, 0, abi.length, target, offset);
    keccak.hash(target, offset, Bytes32.SIZE, target, offset);
  }

  public Bytes32 root() {
    return tree.root();
  }
}
