// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {LoadlineTypes} from "../round/LoadlineTypes.sol";
import {PackedHead} from "../round/PackedHead.sol";
import {Pin, Report} from "../round/RoundTypes.sol";
import {FrostVerifier} from "../signature/FrostVerifier.sol";
import {AccountBook} from "./AccountBook.sol";

/// @title Collateral locked for credit lines on other chains
/// @notice A lock binds here first and is signed as a line afterwards. Lowering goes the other way round: rounds stop signing the
/// old amount, the last line that was signed on it dies, and the lock falls once a round has seen the guard's chain after that, so
/// that whatever was done within the old line is in the requirement that binds here.
abstract contract CreditLocks is AccountBook {
  /// @notice The account locked nothing for that guard.
  error NotLocked(uint64 guardChainId, address guard);
  /// @notice An unlocking must leave less than is locked.
  error NothingToUnlock(uint128 given, uint128 lockedE6);
  /// @notice The lock is not being lowered.
  error NoUnlockRequested(uint64 guardChainId, address guard);
  /// @notice The newest round has read this chain before the request.
  error RoundBeforeUnlock(uint64 ownPinBlock, uint64 requestBlock);
  /// @notice The report is not the newest accepted round, or no longer valid.
  error NotNewestRound(uint64 given, uint64 newest, uint64 validityEnd);
  /// @notice The round has read the guard's chain while an older line was still alive there.
  error LineStillAlive(uint64 pinTime, uint64 linesEnd);
  /// @notice The account's requirement is not proven in the newest round.
  error UseNotProven(uint64 provenHeight, uint64 newestHeight);

  /// @notice The owner asked to lower a lock. Rounds that see this sign the lower line.
  event UnlockRequested(
    bytes32 indexed account, uint64 guardChainId, address indexed guard, uint128 targetE6
  );
  /// @notice A round has seen the request; no line on the old amount outlives `linesEnd`.
  event UnlockSeen(
    bytes32 indexed account, uint64 guardChainId, address indexed guard, uint64 linesEnd
  );
  /// @notice The request was taken back.
  event UnlockCancelled(bytes32 indexed account, uint64 guardChainId, address indexed guard);
  /// @notice The lock was lowered.
  event LineUnlocked(
    bytes32 indexed account, uint64 guardChainId, address indexed guard, uint128 lockedE6
  );

  /// @notice How long after the validity end of the first round that has seen a request lines on the old amount may still live. A
  /// round that does not yet know that one as its previous report can pin this chain earlier, unless it is the anchor chain.
  uint64 public constant UNLOCK_MARGIN_SECONDS = 1 hours;

  /// @notice Locks collateral of the caller's account for a credit line at a guard on another chain. A raise takes back a lowering
  /// that is on its way.
  /// @param subAccount The caller's sub-account.
  /// @param guardChainId Chain of the guard.
  /// @param guard The GCM instance there.
  /// @param amountE6 The whole locked amount from now on, USD times 1e6.
  function lockLine(uint32 subAccount, uint64 guardChainId, address guard, uint128 amountE6)
    external
  {
    bytes32 account = _openAccount(subAccount);
    Lock[] storage locks = _locks[account];
    uint256 index = _lockIndex(locks, guardChainId, guard);
    if (index == locks.length) {
      _requireRoom(locks.length);
      locks.push(Lock(guard, guardChainId, 0, 0, 0, 0));
    }
    uint128 before = locks[index].lockedE6;
    if (amountE6 <= before) {
      revert LineNotRaised(amountE6, before);
    }
    locks[index] = Lock(guard, guardChainId, amountE6, 0, 0, 0);
    _accounts[account].lockedE6 += amountE6 - before;
    emit LineLocked(account, guardChainId, guard, amountE6);
  }

  /// @notice First step of lowering a lock. The old amount stays claimed; rounds sign no more than the new one.
  /// @param subAccount The caller's sub-account.
  /// @param guardChainId Chain of the guard.
  /// @param guard The GCM instance there.
  /// @param targetE6 What shall stay locked, USD times 1e6; 0 gives the whole lock up.
  function requestUnlock(uint32 subAccount, uint64 guardChainId, address guard, uint128 targetE6)
    external
  {
    bytes32 account = accountId(msg.sender, subAccount);
    Lock storage lock = _lockOf(account, guardChainId, guard);
    if (targetE6 >= lock.lockedE6) {
      revert NothingToUnlock(targetE6, lock.lockedE6);
    }
    lock.targetE6 = targetE6;
    lock.requestBlock = uint64(block.number);
    lock.linesEnd = 0;
    emit UnlockRequested(account, guardChainId, guard, targetE6);
  }

  /// @notice Takes a request to lower a lock back.
  /// @param subAccount The caller's sub-account.
  /// @param guardChainId Chain of the guard.
  /// @param guard The GCM instance there.
  function cancelUnlock(uint32 subAccount, uint64 guardChainId, address guard) external {
    bytes32 account = accountId(msg.sender, subAccount);
    Lock storage lock = _requestedLock(account, guardChainId, guard);
    lock.targetE6 = 0;
    lock.requestBlock = 0;
    lock.linesEnd = 0;
    emit UnlockCancelled(account, guardChainId, guard);
  }

  /// @notice Notes that the newest accepted round has seen the request. Every line signed on the old amount is of an earlier
  /// round, or of one that follows so closely that it does not know this one; none outlives this one by the margin. Anyone may call it, once for each request.
  /// @param account The account.
  /// @param guardChainId Chain of the guard.
  /// @param guard The GCM instance there.
  function noteUnlock(bytes32 account, uint64 guardChainId, address guard) external {
    Lock storage lock = _requestedLock(account, guardChainId, guard);
    (, uint64 ownPinBlock, uint64 validityEnd) = _newestRound();
    if (lock.linesEnd != 0 || ownPinBlock < lock.requestBlock) {
      revert RoundBeforeUnlock(ownPinBlock, lock.requestBlock);
    }
    lock.linesEnd = validityEnd + UNLOCK_MARGIN_SECONDS;
    emit UnlockSeen(account, guardChainId, guard, lock.linesEnd);
  }

  /// @notice Second step: lowers the lock, against the newest accepted round, if that round has read the guard's chain when no
  /// older line lived there, and the account's requirement is proven in it. Anyone may call it.
  /// @param account The account.
  /// @param guard The GCM instance there.
  /// @param report The newest accepted round, as the group signed it.
  /// @param signature The group's signature over it: x and y coordinate of R, and z.
  /// @param guardPin The round's pin of the guard's chain.
  /// @param pinProof Merkle proof of that pin under `report.pinsRoot`.
  function executeUnlock(
    bytes32 account,
    address guard,
    Report calldata report,
    uint256[3] calldata signature,
    Pin calldata guardPin,
    bytes32[] calldata pinProof
  ) external {
    _requireNewest(report, signature);
    bytes32 leaf = _leafHash(abi.encode(guardPin));
    if (!MerkleProof.verifyCalldata(pinProof, report.pinsRoot, leaf)) {
      revert PinNotProven(leaf, report.pinsRoot);
    }
    Lock storage lock = _requestedLock(account, guardPin.chainId, guard);
    if (lock.linesEnd == 0 || guardPin.blockTime < lock.linesEnd) {
      revert LineStillAlive(guardPin.blockTime, lock.linesEnd);
    }
    if (_accounts[account].provenHeight != report.height) {
      revert UseNotProven(_accounts[account].provenHeight, report.height);
    }
    _lower(account, lock);
    emit LineUnlocked(account, guardPin.chainId, guard, lock.lockedE6);
    _dropEmpty(_locks[account], guardPin.chainId, guard);
  }

  /// @notice A lock: what is claimed for it; while it is being lowered also what shall stay, since which block, and when the last
  /// line on the old amount dies (0 until a round has seen the request).
  function lockOf(bytes32 account, uint64 guardChainId, address guard)
    external
    view
    returns (uint128 lockedE6, uint128 targetE6, uint64 requestBlock, uint64 linesEnd)
  {
    Lock[] storage locks = _locks[account];
    uint256 index = _lockIndex(locks, guardChainId, guard);
    if (index < locks.length) {
      Lock memory lock = locks[index];
      return (lock.lockedE6, lock.targetE6, lock.requestBlock, lock.linesEnd);
    }
  }

  function _lower(bytes32 account, Lock storage lock) private {
    _accounts[account].lockedE6 -= lock.lockedE6 - lock.targetE6;
    lock.lockedE6 = lock.targetE6;
    lock.targetE6 = 0;
    lock.requestBlock = 0;
    lock.linesEnd = 0;
  }

  function _dropEmpty(Lock[] storage locks, uint64 guardChainId, address guard) private {
    uint256 index = _lockIndex(locks, guardChainId, guard);
    if (locks[index].lockedE6 == 0) {
      uint256 last = locks.length - 1;
      if (index != last) {
        locks[index] = locks[last];
      }
      locks.pop();
    }
  }

  function _requireNewest(Report calldata report, uint256[3] calldata signature) private view {
    uint256 head = _head;
    uint64 newest = PackedHead.height(head);
    uint64 validityEnd = PackedHead.validityEnd(head);
    if (report.height != newest || validityEnd <= block.timestamp) {
      revert NotNewestRound(report.height, newest, validityEnd);
    }
    bytes32 digest = LoadlineTypes.digest(domainSeparator, LoadlineTypes.hash(report));
    if (
      !FrostVerifier.verify(
        _groupKeyX, PackedHead.parity(head), digest, signature[0], signature[1], signature[2]
      )
    ) {
      revert BadGroupSignature(digest);
    }
  }

  function _requestedLock(bytes32 account, uint64 guardChainId, address guard)
    private
    view
    returns (Lock storage lock)
  {
    lock = _lockOf(account, guardChainId, guard);
    if (lock.requestBlock == 0) {
      revert NoUnlockRequested(guardChainId, guard);
    }
  }

  function _lockOf(bytes32 account, uint64 guardChainId, address guard)
    private
    view
    returns (Lock storage)
  {
    Lock[] storage locks = _locks[account];
    uint256 index = _lockIndex(locks, guardChainId, guard);
    if (index == locks.length) {
      revert NotLocked(guardChainId, guard);
    }
    return locks[index];
  }

  function _lockIndex(Lock[] storage locks, uint64 guardChainId, address guard)
    private
    view
    returns (uint256 index)
  {
    uint256 length = locks.length;
    while (
      index < length && (locks[index].guardChainId != guardChainId || locks[index].guard != guard)
    ) {
      index++;
    }
  }
}
