// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title OpenZeppelin's `StandardMerkleTree` without sorted leaves, as docs/formats.md section 3 has it
library StandardTree {
  /// @notice The tree's array: root first, leaf i at `2n - 2 - i`.
  function build(bytes[] memory encodedLeaves) internal pure returns (bytes32[] memory tree) {
    uint256 n = encodedLeaves.length;
    if (n == 0) {
      return new bytes32[](1);
    }
    tree = new bytes32[](2 * n - 1);
    for (uint256 i = 0; i < n; i++) {
      tree[2 * n - 2 - i] = keccak256(bytes.concat(keccak256(encodedLeaves[i])));
    }
    for (uint256 j = n - 1; j > 0; j--) {
      tree[j - 1] = _pair(tree[2 * j - 1], tree[2 * j]);
    }
  }

  /// @notice Siblings of leaf `index`, from the leaf upwards.
  function proof(bytes32[] memory tree, uint256 index) internal pure returns (bytes32[] memory path) {
    uint256 node = tree.length - 1 - index;
    uint256 depth = 0;
    for (uint256 i = node; i > 0; i = (i - 1) / 2) {
      depth++;
    }
    path = new bytes32[](depth);
    for (uint256 i = 0; i < depth; i++) {
      path[i] = tree[node % 2 == 1 ? node + 1 : node - 1];
      node = (node - 1) / 2;
    }
  }

  function _pair(bytes32 a, bytes32 b) private pure returns (bytes32) {
    return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
  }
}
