// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RoundStore} from "../round/RoundStore.sol";
import {AccountIds} from "./AccountIds.sol";
import {IRiskGuard} from "./IRiskGuard.sol";
import {OpenCharges} from "./OpenCharges.sol";

/// @title Accounts, their holders on other chains, their venues and their locked lines
/// @notice At home an account belongs to its owner; at a guard on another chain its holder acts for it. A link counts
/// only when both sides made it: the owner here, the holder at the guard.
abstract contract AccountBook is RoundStore, IRiskGuard {
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
  /// @notice A locked line can only be raised.
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

  /// @notice Opens the caller's account, if it is not open yet.
  /// @return account Its id.
  function openAccount(uint32 subAccount) public returns (bytes32 account) {
    account = accountId(msg.sender, subAccount);
    if (_accounts[account].owner == address(0)) {
      _accounts[account].owner = msg.sender;
      _accounts[account].subAccount = subAccount;
      emit AccountOpened(account, msg.sender, subAccount);
    }
  }

  /// @notice Names the holder that acts for the caller's account at a guard on another chain. Counts once the holder accepts there.
  /// @param subAccount The caller's sub-account.
  /// @param guardChainId Chain of the guard.
  /// @param guard The GCM instance there.
  /// @param holder Who acts there.
  function linkHolder(uint32 subAccount, uint64 guardChainId, address guard, address holder)
    external
  {
    if (guard == address(0) || holder == address(0)) {
      revert ZeroAddress();
    }
    bytes32 account = openAccount(subAccount);
    Link[] storage links = _links[account];
    for (uint256 i = 0; i < links.length; i++) {
      if (links[i].guardChainId == guardChainId && links[i].guard == guard) {
        revert AlreadyLinked(guardChainId, guard, links[i].holder);
      }
    }
    _requireRoom(links.length);
    links.push(Link(guard, guardChainId, holder));
    emit HolderLinked(account, guardChainId, guard, holder);
  }

  /// @notice The caller accepts to act, at this guard, for an account of another home. A holder serves one account.
  /// @param homeChainId Home chain of the account.
  /// @param homeGcm Its GCM there.
  /// @param owner Its owner there.
  /// @param subAccount The owner's sub-account.
  /// @return account Its id.
  function acceptLink(uint64 homeChainId, address homeGcm, address owner, uint32 subAccount)
    external
    returns (bytes32 account)
  {
    account = AccountIds.idOf(homeChainId, homeGcm, owner, subAccount);
    if (homeChainId == block.chainid && homeGcm == address(this)) {
      revert AtHome(account);
    }
    if (_accounts[account].holder != address(0) || accountOfHolder[msg.sender] != 0) {
      revert HolderTaken(accountOfHolder[msg.sender], _accounts[account].holder);
    }
    _accounts[account].holder = msg.sender;
    accountOfHolder[msg.sender] = account;
    emit LinkAccepted(account, msg.sender, homeChainId, homeGcm, owner, subAccount);
  }

  /// @notice Lets a venue charge the account. A cap of 0 stops new charges; the venue stays listed, as positions may stand there.
  /// @param account The account; the caller must act for it here.
  /// @param venue The venue.
  /// @param capE6 Most that the venue's open charges may sum to.
  function approveVenue(bytes32 account, address venue, uint128 capE6) external {
    if (venue == address(0)) {
      revert ZeroAddress();
    }
    if (actorOf(account) == address(0)) {
      revert UnknownAccount(account);
    }
    if (actorOf(account) != msg.sender) {
      revert NotActor(msg.sender, actorOf(account));
    }
    Venue[] storage venues = _venues[account];
    uint256 index = _venueIndex(venues, venue);
    if (index == venues.length) {
      _requireRoom(venues.length);
      venues.push(Venue(venue, capE6));
    } else {
      venues[index].capE6 = capE6;
    }
    emit VenueApproved(account, venue, capE6);
  }

  /// @notice Locks collateral of the caller's account for a credit line at a guard on another chain. Locks only rise.
  /// @param subAccount The caller's sub-account.
  /// @param guardChainId Chain of the guard.
  /// @param guard The GCM instance there.
  /// @param amountE6 The whole locked amount from now on, USD times 1e6.
  function lockLine(uint32 subAccount, uint64 guardChainId, address guard, uint128 amountE6)
    external
  {
    bytes32 account = openAccount(subAccount);
    Lock[] storage locks = _locks[account];
    uint256 index = 0;
    while (
      index < locks.length
        && (locks[index].guardChainId != guardChainId || locks[index].guard != guard)
    ) {
      index++;
    }
    if (index == locks.length) {
      _requireRoom(locks.length);
      locks.push(Lock(guard, guardChainId, 0));
    }
    uint128 before = locks[index].lockedE6;
    if (amountE6 <= before) {
      revert LineNotRaised(amountE6, before);
    }
    locks[index].lockedE6 = amountE6;
    _accounts[account].lockedE6 += amountE6 - before;
    emit LineLocked(account, guardChainId, guard, amountE6);
  }

  /// @notice Id of an account whose home is this contract.
  function accountId(address owner, uint32 subAccount) public view returns (bytes32) {
    return AccountIds.idOf(block.chainid, address(this), owner, subAccount);
  }

  /// @inheritdoc IRiskGuard
  function actorOf(bytes32 account) public view returns (address) {
    address owner = _accounts[account].owner;
    return owner != address(0) ? owner : _accounts[account].holder;
  }

  /// @dev Position of a venue in an account's list; the list's length if it is not there.
  function _venueIndex(Venue[] storage venues, address venue) internal view returns (uint256 index) {
    uint256 length = venues.length;
    while (index < length && venues[index].venue != venue) {
      index++;
    }
  }

  function _requireRoom(uint256 length) private pure {
    if (length >= MAX_ENTRIES) {
      revert TooManyEntries(length, MAX_ENTRIES);
    }
  }
}
