// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
  BoundLeaf,
  CreditLineLeaf,
  RequirementLeaf
} from "../round/RoundTypes.sol";
import {SectionNames} from "../round/SectionNames.sol";
import {CollateralTokens} from "./CollateralTokens.sol";
import {IRiskGuard} from "./IRiskGuard.sol";
import {Bound, MarginMath} from "./MarginMath.sol";
import {OpenCharges} from "./OpenCharges.sol";

/// @title Proven requirements, bounds and credit lines, and the charges against them
/// @notice Between two rounds an account can only do what is paid for in advance: at home out of its free collateral, on
/// another chain out of its credit line. A charge ends when a round that has seen the trade is proven.
abstract contract RiskGuard is CollateralTokens {
  using OpenCharges for OpenCharges.Book;

  /// @notice The leaf is for another GCM.
  error WrongGcm(address given, address expected);
  /// @notice The line is for another guard.
  error WrongGuard(uint64 chainId, address guard);
  /// @notice The proven height that a line rests on went back.
  error ProvenHeightFell(uint64 given, uint64 stored);
  /// @notice The bound cannot be computed with: no lot, or a mark above 2^120.
  error UnusableBound(bytes32 instrument, uint128 markE6, uint128 lotE18);
  /// @notice The caller is not a venue the account approved.
  error VenueNotApproved(bytes32 account, address venue);
  /// @notice The instrument has no bound of a still valid round.
  error NoValidBound(bytes32 instrument, uint64 provenHeight);
  /// @notice The account's requirement (at home) or line (elsewhere) is not of a still valid round.
  error NoValidLeaf(bytes32 account, uint64 provenHeight);
  /// @notice The venue's open charges would pass the account's cap for it.
  error VenueCapExceeded(uint256 given, uint128 capE6);
  /// @notice The charge is more than what is free.
  error InsufficientMargin(uint128 chargeE6, int256 availableE6);

  /// @notice An account's requirement was proven.
  event RequirementProven(
    bytes32 indexed account,
    uint64 indexed height,
    uint128 initialE6,
    uint128 maintenanceE6,
    uint128 isolatedE6,
    uint32 flags
  );
  /// @notice An instrument's bound was proven.
  event BoundProven(
    bytes32 indexed instrument,
    uint64 indexed height,
    uint128 markE6,
    uint128 buyE6,
    uint128 sellE6,
    uint128 lotE18
  );
  /// @notice An account's credit line at this guard was proven.
  event LineProven(
    bytes32 indexed account, uint64 indexed height, uint128 amountE6, uint64 provenHeight
  );
  /// @notice An action was charged. `refusable` is false for what was only recorded.
  event Charged(
    bytes32 indexed account,
    address indexed venue,
    bytes32 indexed instrument,
    int256 quantityChangeE18,
    int256 cashOutE6,
    uint128 chargeE6,
    bool refusable
  );

  struct Line {
    uint128 amountE6;
    uint64 height;
    uint64 provenHeight;
    uint64 provenPin;
  }

  mapping(bytes32 instrument => Bound) private _bounds;
  mapping(bytes32 account => Line) private _lines;

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

  /// @inheritdoc IRiskGuard
  function reserve(
    bytes32 account,
    bytes32 instrument,
    int256 quantityChangeE18,
    int256 cashOutE6
  ) external returns (uint128 chargeE6) {
    uint32 venueIndex = _requireVenue(account);
    Bound memory bound = _bounds[instrument];
    if (quantityChangeE18 != 0 && !_isValid(bound.height)) {
      revert NoValidBound(instrument, bound.height);
    }
    chargeE6 = MarginMath.chargeE6(bound, quantityChangeE18, cashOutE6);
    int256 availableE6 = _requireAvailable(account);
    if (int256(uint256(chargeE6)) > availableE6) {
      revert InsufficientMargin(chargeE6, availableE6);
    }
    uint256 openE6 = uint256(_charges[account].ofVenue(venueIndex)) + chargeE6;
    if (openE6 > _venues[account][venueIndex].capE6) {
      revert VenueCapExceeded(openE6, _venues[account][venueIndex].capE6);
    }
    _charge(account, venueIndex, chargeE6);
    emit Charged(account, msg.sender, instrument, quantityChangeE18, cashOutE6, chargeE6, true);
  }

  /// @inheritdoc IRiskGuard
  function record(
    bytes32 account,
    bytes32 instrument,
    int256 quantityChangeE18,
    int256 cashOutE6
  ) external returns (uint128 chargeE6) {
    uint32 venueIndex = _requireVenue(account);
    chargeE6 = MarginMath.chargeE6(_bounds[instrument], quantityChangeE18, cashOutE6);
    _charge(account, venueIndex, chargeE6);
    emit Charged(account, msg.sender, instrument, quantityChangeE18, cashOutE6, chargeE6, false);
  }

  /// @notice An account's stored requirement, USD times 1e6, and the round it is from; 0 if none was proven.
  function requirement(bytes32 account) external view returns (uint64 height, uint128 initialE6) {
    return (_accounts[account].provenHeight, _accounts[account].initialE6);
  }

  /// @notice An account's stored credit line here: amount, its round, and the proven height it rests on.
  function line(bytes32 account)
    external
    view
    returns (uint64 height, uint128 amountE6, uint64 provenHeight)
  {
    Line memory stored = _lines[account];
    return (stored.height, stored.amountE6, stored.provenHeight);
  }

  /// @notice An instrument's stored bound; all zero if none was proven.
  function boundOf(bytes32 instrument) external view returns (Bound memory) {
    return _bounds[instrument];
  }

  /// @notice Sum of the account's open charges, USD times 1e6.
  function openChargesE6(bytes32 account) external view returns (uint128) {
    return _charges[account].totalE6;
  }

  /// @notice What the account may still be charged here, USD times 1e6; negative if it is short, 0 if nothing valid is proven.
  function available(bytes32 account) external view returns (int256 availableE6) {
    return _isValid(_leafHeight(account)) ? _availableE6(account) : int256(0);
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
    _accounts[leaf.account].provenHeight = height;
    _accounts[leaf.account].initialE6 = leaf.initialE6;
    _charges[leaf.account].dropUntil(_pinOf(height));
    emit RequirementProven(
      leaf.account, height, leaf.initialE6, leaf.maintenanceE6, leaf.isolatedE6, leaf.flags
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

  function _charge(bytes32 account, uint32 venueIndex, uint128 chargeE6) private {
    if (chargeE6 != 0) {
      _charges[account].add(venueIndex, chargeE6);
    }
  }

  function _requireVenue(bytes32 account) private view returns (uint32) {
    Venue[] storage venues = _venues[account];
    uint256 index = _venueIndex(venues, msg.sender);
    if (index == venues.length) {
      revert VenueNotApproved(account, msg.sender);
    }
    return uint32(index);
  }

  function _requireAvailable(bytes32 account) private view returns (int256) {
    uint64 height = _leafHeight(account);
    if (!_isValid(height)) {
      revert NoValidLeaf(account, height);
    }
    return _availableE6(account);
  }

  /// @dev Round of the requirement at home, of the line elsewhere.
  function _leafHeight(bytes32 account) private view returns (uint64) {
    return _accounts[account].owner != address(0)
      ? _accounts[account].provenHeight
      : _lines[account].height;
  }

  function _availableE6(bytes32 account) private view returns (int256) {
    uint256 usedE6 = _charges[account].totalE6;
    if (_accounts[account].owner == address(0)) {
      return int256(uint256(_lines[account].amountE6)) - int256(usedE6);
    }
    return int256(_freeValueE6(account, 0)) - int256(_claimedE6(account));
  }

  /// @dev What an account's collateral must cover at home: requirement, locked lines and open charges.
  function _claimedE6(bytes32 account) internal view returns (uint256) {
    return uint256(_accounts[account].initialE6) + _accounts[account].lockedE6
      + _charges[account].totalE6;
  }
}
