// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {AccountBook} from "./AccountBook.sol";
import {AccountIds} from "./AccountIds.sol";
import {UserOrders} from "./UserOrders.sol";

/// @title What owners and holders arrange: accounts, links, venues
abstract contract AccountDesk is AccountBook {
  /// @notice Opens the caller's account, if it is not open yet.
  /// @return account Its id.
  function openAccount(uint32 subAccount) external returns (bytes32 account) {
    return _openAccount(subAccount);
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
    bytes32 account = _openAccount(subAccount);
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

  /// @notice The caller accepts to act, at this guard, for an account of another home. A holder serves one account. The owner's
  /// signature keeps strangers from claiming the account first.
  /// @dev ECDSA only: code at the owner's address on this chain need not be the owner's.
  /// @param homeChainId Home chain of the account.
  /// @param homeGcm Its GCM there.
  /// @param owner Its owner there.
  /// @param subAccount The owner's sub-account.
  /// @param ownerSignature The owner's EIP-712 signature (`AcceptLink`, 65 bytes) that names the caller as holder.
  /// @return account Its id.
  function acceptLink(
    uint64 homeChainId,
    address homeGcm,
    address owner,
    uint32 subAccount,
    bytes calldata ownerSignature
  ) external returns (bytes32 account) {
    account = AccountIds.idOf(homeChainId, homeGcm, owner, subAccount);
    if (homeChainId == block.chainid && homeGcm == address(this)) {
      revert AtHome(account);
    }
    address signer = ECDSA.recover(
      UserOrders.acceptLink(homeChainId, homeGcm, subAccount, msg.sender), ownerSignature
    );
    if (signer != owner) {
      revert NotSignedByOwner(signer, owner);
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
}
