// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FrostReference} from "../../../main/solidity/signature/FrostReference.sol";
import {FrostVerifier} from "../../../main/solidity/signature/FrostVerifier.sol";
import {Vm, vm} from "./Vm.sol";

struct GroupSignature {
  uint256 rx;
  uint256 ry;
  uint256 z;
}

/// @title The whole group as one signer: what an honest FROST quorum would have produced
library GroupSigner {
  /// @notice Public key of a group secret.
  function keyOf(uint256 secret) internal returns (uint256 x, uint8 parity) {
    Vm.Wallet memory key = vm.createWallet(secret);
    return (key.publicKeyX, uint8(key.publicKeyY & 1));
  }

  /// @notice Signature of `message` with a nonce made from secret, message and `salt`.
  function sign(uint256 secret, bytes32 message, uint256 salt)
    internal
    returns (GroupSignature memory)
  {
    uint256 order = FrostVerifier.GROUP_ORDER;
    uint256 nonce = uint256(keccak256(abi.encode(secret, message, salt))) % (order - 1) + 1;
    Vm.Wallet memory r = vm.createWallet(nonce);
    (uint256 keyX, uint8 parity) = keyOf(secret);
    uint256 c = FrostReference.challenge(
      keyX, parity, abi.encodePacked(message), r.publicKeyX, r.publicKeyY
    );
    uint256 z = addmod(nonce, mulmod(c, secret, order), order);
    return GroupSignature(r.publicKeyX, r.publicKeyY, z);
  }
}
