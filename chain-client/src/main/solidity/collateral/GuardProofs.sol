// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BoundLeaf, CreditLineLeaf, RequirementLeaf} from "../round/RoundTypes.sol";
import {SectionNames} from "../round/SectionNames.sol";
import {CollateralProofs} from "./CollateralProofs.sol";
import {GuardState} from "./GuardState.sol";
import {Bound, MarginMath} from "./MarginMath.sol";
import {OpenCharges} from "./OpenCharges.sol";

/// @title Proofs of requirements, bounds and credit lines
abstract contract GuardProofs is CollateralProofs, GuardState {
  using OpenCharges for OpenCharges.Book;

  /// @notice Stores an account's requirement as a round signed it. Charges that this round's pin has seen end.
  /// @param height The round; not older than the stored one.
  /// @param leaf Leaf of section `requirements`; must name this GCM.
  /// @param sectionProof Proof of the section under the round's sections root.
  /// @param leafProof Proof of the leaf in the section.
  function proveRequirement(
    uint64 height,
    RequirementLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) external {
    uint64 stored = _accounts[leaf.account].provenHeight;
    if (height < stored) {
      revert OlderThanStored(height, stored);
    }
    bytes32 root = _requireRound(height);
    _proveRequirement(root, height, leaf, sectionProof, leafProof);
  }

  /// @notice Several leaves of one round. Accounts for which a newer round is stored already are passed over.
  /// @param height The round.
  /// @param leaves Leaves of section `requirements`.
  /// @param sectionProof Proof of the section under the round's sections root.
  /// @param leafProofs Proof of each leaf in the section.
  function proveRequirements(
    uint64 height,
    RequirementLeaf[] calldata leaves,
    bytes32[] calldata sectionProof,
    bytes32[][] calldata leafProofs
  ) external {
    bytes32 root = _requireRound(height);
    for (uint256 i = 0; i < leaves.length; i++) {
      if (height >= _accounts[leaves[i].account].provenHeight) {
        _proveRequirement(root, height, leaves[i], sectionProof, leafProofs[i]);
      }
    }
  }

  /// @notice Stores an instrument's bound as a round signed it.
  /// @param height The round; not older than the stored one.
  /// @param leaf Leaf of section `bounds`.
  /// @param sectionProof Proof of the section under the round's sections root.
  /// @param leafProof Proof of the leaf in the section.
  function proveBound(
    uint64 height,
    BoundLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) external {
    _proveBound(_requireRound(height), height, leaf, sectionProof, leafProof);
  }

  /// @notice Several leaves of one round.
  /// @param height The round.
  /// @param leaves Leaves of section `bounds`.
  /// @param sectionProof Proof of the section under the round's sections root.
  /// @param leafProofs Proof of each leaf in the section.
  function proveBounds(
    uint64 height,
    BoundLeaf[] calldata leaves,
    bytes32[] calldata sectionProof,
    bytes32[][] calldata leafProofs
  ) external {
    bytes32 root = _requireRound(height);
    for (uint256 i = 0; i < leaves.length; i++) {
      _proveBound(root, height, leaves[i], sectionProof, leafProofs[i]);
    }
  }

  /// @notice Stores an account's credit line at this guard. Uses that the requirement behind the line has seen end.
  /// @param height The round; not older than the stored one.
  /// @param leaf Leaf of section `creditLines`; must name this chain and this guard.
  /// @param sectionProof Proof of the section under the round's sections root.
  /// @param leafProof Proof of the leaf in the section.
  function proveLine(
    uint64 height,
    CreditLineLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) external {
    if (leaf.guardChainId != block.chainid || leaf.guard != address(this)) {
      revert WrongGuard(leaf.guardChainId, leaf.guard);
    }
    Line memory stored = _lines[leaf.account];
    if (height < stored.height) {
      revert OlderThanStored(height, stored.height);
    }
    if (leaf.provenHeight < stored.provenHeight) {
      revert ProvenHeightFell(leaf.provenHeight, stored.provenHeight);
    }
    bytes32 root = _requireRound(height);
    _requireLeaf(root, SectionNames.CREDIT_LINES, sectionProof, abi.encode(leaf), leafProof);
    // A proven height whose round is gone, or was never submitted here, frees nothing more than what was freed before.
    uint64 pin =
      leaf.provenHeight == stored.provenHeight ? stored.provenPin : _pinOf(leaf.provenHeight);
    if (pin < stored.provenPin) {
      pin = stored.provenPin;
    }
    _lines[leaf.account] = Line(leaf.amountE6, height, leaf.provenHeight, pin);
    _charges[leaf.account].dropUntil(pin);
    emit LineProven(leaf.account, height, leaf.amountE6, leaf.provenHeight);
  }

  function _proveRequirement(
    bytes32 sectionsRoot,
    uint64 height,
    RequirementLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) private {
    if (leaf.gcm != address(this)) {
      revert WrongGcm(leaf.gcm, address(this));
    }
    // The id contains the home chain: a GCM at the same address of another chain does not know the account.
    if (_accounts[leaf.account].owner == address(0)) {
      revert UnknownAccount(leaf.account);
    }
    _requireLeaf(
      sectionsRoot, SectionNames.REQUIREMENTS, sectionProof, abi.encode(leaf), leafProof
    );
    uint128 initialE6 = leaf.initialE6;
    uint128 before = _accounts[leaf.account].initialE6;
    // A round under a breaker raises what binds and lowers nothing.
    if (initialE6 < before && _breakerOf(height) != 0) {
      initialE6 = before;
    }
    _accounts[leaf.account].provenHeight = height;
    _accounts[leaf.account].initialE6 = initialE6;
    _charges[leaf.account].dropUntil(_pinOf(height));
    emit RequirementProven(
      leaf.account, height, initialE6, leaf.maintenanceE6, leaf.isolatedE6, leaf.flags
    );
  }

  function _proveBound(
    bytes32 sectionsRoot,
    uint64 height,
    BoundLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) private {
    uint64 stored = _bounds[leaf.instrument].height;
    if (height < stored) {
      revert OlderThanStored(height, stored);
    }
    if (leaf.lotE18 == 0 || leaf.markE6 > MarginMath.MAX_MARK_E6) {
      revert UnusableBound(leaf.instrument, leaf.markE6, leaf.lotE18);
    }
    _requireLeaf(sectionsRoot, SectionNames.BOUNDS, sectionProof, abi.encode(leaf), leafProof);
    _bounds[leaf.instrument] =
      Bound(leaf.markE6, leaf.buyE6, leaf.sellE6, leaf.lotE18, height);
    emit BoundProven(
      leaf.instrument, height, leaf.markE6, leaf.buyE6, leaf.sellE6, leaf.lotE18
    );
  }
}
