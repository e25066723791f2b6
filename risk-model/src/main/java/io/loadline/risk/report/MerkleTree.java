package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.margin.Ranges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * OpenZeppelin's StandardMerkleTree with {@code sortLeaves: false}: 2n-1 hashes in one array, leaf
 * i at 2n-2-i, pairs sorted. Immutable.
 */
public final class MerkleTree {
  private static final int HASH = Bytes32.SIZE;

  private final byte[] nodes;
  private final int leaves;

  private MerkleTree(byte[] nodes, int leaves) {
    this.nodes = nodes;
    this.leaves = leaves;
  }

  /** The tree over these leaf hashes, in this order. */
  public static MerkleTree of(List<Bytes32> leafHashes) {
    var flat = new byte[Math.multiplyExact(leafHashes.size(), HASH)];
    for (int i = 0; i < leafHashes.size(); i++) {
      leafHashes.get(i).copyTo(flat, i * HASH);
    }
    return ofFlat(flat, 1);
  }

  /** The tree over leaf hashes that stand one after the other. */
  static MerkleTree ofFlat(byte[] leafHashes, int threads) {
    int leaves = leafHashes.length / HASH;
    if (leaves == 0) {
      return new MerkleTree(new byte[HASH], 0);
    }
    int count = 2 * leaves - 1;
    var nodes = new byte[Math.multiplyExact(count, HASH)];
    for (int i = 0; i < leaves; i++) {
      System.arraycopy(leafHashes, i * HASH, nodes, (count - 1 - i) * HASH, HASH);
    }
    for (int level = Integer.highestOneBit(leaves); level > 0; level /= 2) {
      int first = level - 1;
      int inner = Math.min(2 * level - 1, leaves - 1) - first;
      if (inner > 0) {
        Ranges.run(inner, threads, (from, to) -> hashNodes(nodes, first + from, first + to));
      }
    }
    return new MerkleTree(nodes, leaves);
  }

  /** Nodes of one level do not depend on each other. */
  private static void hashNodes(byte[] nodes, int from, int to) {
    var keccak = new Keccak();
    var pair = new byte[2 * HASH];
    for (int node = from; node < to; node++) {
      hashPair(keccak, nodes, (2 * node + 1) * HASH, nodes, (2 * node + 2) * HASH, pair);
      System.arraycopy(pair, 0, nodes, node * HASH, HASH);
    }
  }

  /** Zero bytes for a tree without leaves. */
  public Bytes32 root() {
    return Bytes32.at(nodes, 0);
  }

  public int leafCount() {
    return leaves;
  }

  public Bytes32 leaf(int index) {
    return Bytes32.at(nodes, (2 * leaves - 2 - Limits.index(index, leaves, "leaf")) * HASH);
  }

  /** Siblings from the leaf upwards, as OpenZeppelin's {@code MerkleProof.verify} takes them. */
  public List<Bytes32> proof(int index) {
    var proof = new ArrayList<Bytes32>();
    int node = 2 * leaves - 2 - Limits.index(index, leaves, "leaf");
    while (node > 0) {
      int sibling = node % 2 == 1 ? node + 1 : node - 1;
      proof.add(Bytes32.at(nodes, sibling * HASH));
      node = (node - 1) / 2;
    }
    return List.copyOf(proof);
  }

  public static boolean verify(Bytes32 root, Bytes32 leafHash, List<Bytes32> proof) {
    var keccak = new Keccak();
    var pair = new byte[2 * HASH];
    var current = leafHash.toByteArray();
    for (var sibling : proof) {
      hashPair(keccak, current, 0, sibling.toByteArray(), 0, pair);
      System.arraycopy(pair, 0, current, 0, HASH);
    }
    return root.equals(Bytes32.of(current));
  }

  /** Leaves the hash of the sorted pair in the first half of {@code pair}. */
  private static void hashPair(
      Keccak keccak, byte[] a, int aOffset, byte[] b, int bOffset, byte[] pair) {
    boolean ordered =
        Arrays.compareUnsigned(a, aOffset, aOffset + HASH, b, bOffset, bOffset + HASH) <= 0;
    System.arraycopy(a, aOffset, pair, ordered ? 0 : HASH, HASH);
    System.arraycopy(b, bOffset, pair, ordered ? HASH : 0, HASH);
    keccak.hash(pair, 0, 2 * HASH, pair, 0);
  }
}
