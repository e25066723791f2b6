// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {PackedHead} from "./PackedHead.sol";
import {RoundStore} from "./RoundStore.sol";
import {CommitteeMembers} from "./RoundTypes.sol";

/// @title Signatures of the committee's identity keys
/// @notice The contract knows the committee by its digest alone; who brings votes shows what that was made from.
abstract contract CommitteeVotes is RoundStore {
  /// @notice The members are not those of the committee in force.
  error WrongCommittee(bytes32 given, bytes32 installed);
  /// @notice A signature is not by a member of the committee.
  error NotAMember(address signer);

  /// @dev Fails unless the members are those in force and `needed` of them signed, by rising signer.
  function _requireVotes(
    CommitteeMembers calldata members,
    bytes32 digest,
    bytes[] calldata signatures,
    uint256 needed
  ) internal view {
    bytes32 given = keccak256(
      abi.encode(
        networkId,
        PackedHead.keyEpoch(_head),
        _groupKeyX,
        PackedHead.parity(_head),
        members.threshold,
        members.identities,
        members.publicShares
      )
    );
    if (given != _committee) {
      revert WrongCommittee(given, _committee);
    }
    if (signatures.length < needed) {
      revert TooFewSignatures(signatures.length, needed);
    }
    address previous;
    for (uint256 i = 0; i < signatures.length; i++) {
      address signer = ECDSA.recover(digest, signatures[i]);
      if (signer <= previous) {
        revert SignersNotRising(previous, signer);
      }
      _requireMember(members.identities, signer);
      previous = signer;
    }
  }

  function _requireMember(address[] calldata identities, address signer) private pure {
    for (uint256 i = 0; i < identities.length; i++) {
      if (identities[i] == signer) {
        return;
      }
    }
    revert NotAMember(signer);
  }
}
