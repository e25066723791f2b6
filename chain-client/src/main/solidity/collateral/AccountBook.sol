// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RoundStore} from "../round/RoundStore.sol";
import {AccountIds} from "./AccountIds.sol";
import {IActors} from "./IActors.sol";
import {OpenCharges} from "./OpenCharges.sol";

/// @title Accounts, their holders on other chains, their venues and their locked lines
/// @notice At home an account belongs to its owner; at a guard on another chain its holder acts for it. A link counts
/// only when both sides made it: the owner here, the holder at the guard.
abstract contract AccountBook is RoundStore, IActors {
  /// @notice The account is not known here.
  error UnknownAccount(bytes32 account);
  /// @notice Only the account's owner (at home) or holder (at a guard) may do this.
  error NotActor(address given, address expected);
  /// @notice An account has at most `MAX_ENTRIES` links, lines and venues each.
  error TooManyEntries(uint256 given, uint256 limit);
  /// @notice The account names a holder for that guard already.
  error AlreadyLinked(uint64 guardChainId, address guard, address holder);
  /// @notice The account has a holder here already, or the holder serves another account.
  error HolderTaken(bytes32 account, address holder);
  /// @notice An account at home here needs no holder here.
  error AtHome(bytes32 account);
  /// @notice An address must not be zero.
  error ZeroAddress();
  /// @notice The link is not signed by the account's owner.
  error NotSignedByOwner(address given, address owner);
  /// @notice Locking can only raise a line; `requestUnlock` lowers it.
  error LineNotRaised(uint128 given, uint128 lockedE6);

  /// @notice An account was opened at home.
  event AccountOpened(bytes32 indexed account, address indexed owner, uint32 subAccount);
  /// @notice The owner named a holder at a guard on another chain.
  event HolderLinked(
    bytes32 indexed account, uint64 guardChainId, address guard, address indexed holder
  );
  /// @notice The holder accepted to serve the account at this guard.
  event LinkAccepted(
    bytes32 indexed account,
    address indexed holder,
    uint64 homeChainId,
    address homeGcm,
    address owner,
    uint32 subAccount
  );
  /// @notice The account lets a venue charge it, up to a cap of open charges.
  event VenueApproved(bytes32 indexed account, address indexed venue, uint128 capE6);
  /// @notice The account locked collateral for a line at a guard.
  event LineLocked(
    bytes32 indexed account, uint64 guardChainId, address indexed guard, uint128 lockedE6
  );

  struct Account {
    address owner;
    uint32 subAccount;
    uint64 provenHeight;
    uint128 initialE6;
    uint128 lockedE6;
    address holder;
  }

  struct Link {
    address guard;
    uint64 guardChainId;
    address holder;
  }

  struct Lock {
    address guard;
    uint64 guardChainId;
    uint128 lockedE6;
    // A lowering on its way: what shall stay locked, since which block, and when the last round that knew the old amount dies.
    uint128 targetE6;
    uint64 requestBlock;
    uint64 linesEnd;
  }

  struct Venue {
    address venue;
    uint128 capE6;
  }

  /// @notice Most links, lines and venues of one account.
  uint256 public constant MAX_ENTRIES = 8;

  mapping(bytes32 account => Account) internal _accounts;
  mapping(bytes32 account => OpenCharges.Book) internal _charges;
  mapping(bytes32 account => Link[]) internal _links;
  mapping(bytes32 account => Lock[]) internal _locks;
  mapping(bytes32 account => Venue[]) internal _venues;
  /// @notice The account a holder serves at this guard; zero if none.
  mapping(address holder => bytes32 account) public accountOfHolder;
  /// @notice Id of an account whose home is this contract.
  function accountId(address owner, uint32 subAccount) public view returns (bytes32) {
    return AccountIds.idOf(block.chainid, address(this), owner, subAccount);
  }

  /// @inheritdoc IActors
  function actorOf(bytes32 account) public view returns (address) {
    address owner = _accounts[account].owner;
    return owner != address(0) ? owner : _accounts[account].holder;
  }

  /// @dev Opens the caller's account, if it is not open yet.
  function _openAccount(uint32 subAccount) internal returns (bytes32 account) {
    account = accountId(msg.sender, subAccount);
    if (_accounts[account].owner == address(0)) {
      _accounts[account].owner = msg.sender;
      _accounts[account].subAccount = subAccount;
      emit AccountOpened(account, msg.sender, subAccount);
    }
  }

  /// @dev Position of a venue in an account's list; the list's length if it is not there.
  function _venueIndex(Venue[] storage venues, address venue) internal view returns (uint256 index) {
    uint256 length = venues.length;
    while (index < length && venues[index].venue != venue) {
      index++;
    }
  }

  function _requireRoom(uint256 length) internal pure {
    if (length >= MAX_ENTRIES) {
      revert TooManyEntries(length, MAX_ENTRIES);
    }
  }
}
