// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {LoadlineTypes} from "../round/LoadlineTypes.sol";
import {PackedHead} from "../round/PackedHead.sol";
import {RoundIntake} from "../round/RoundIntake.sol";
import {RoundStore} from "../round/RoundStore.sol";
import {CollateralProofs} from "./CollateralProofs.sol";
import {CollateralTokens} from "./CollateralTokens.sol";
import {ManagerServices} from "./ManagerServices.sol";
import {Payout} from "./Payout.sol";
import {RiskGuard} from "./RiskGuard.sol";

/// @title Generalized Collateral Manager
/// @notice An immutable vault: nobody owns it, nobody can move another's funds, nothing can be upgraded. Deposits are always
/// open. Collateral leaves in two steps: a request sets an amount aside, and it executes against the newest accepted round
/// once that round has read this chain at or after the request.
/// The same contract on another chain is the guard there: it takes the same signed rounds and works within credit lines.
contract GeneralizedCollateralManager is RiskGuard, RoundIntake, Payout {
  using SafeERC20 for IERC20;

  /// @notice The account holds less.
  error InsufficientBalance(uint128 given, uint128 held);
  /// @notice No accepted round is still valid.
  error NoValidRound(uint64 newestHeight, uint64 validityEnd);
  /// @notice The newest round has read this chain before the request.
  error PinnedBeforeRequest(uint64 ownPinBlock, uint64 requestBlock);
  /// @notice The account's requirement is not proven in the newest round.
  error RequirementNotNewest(uint64 provenHeight, uint64 newestHeight);
  /// @notice The newest round is in HALT: only what nothing is claimed against may leave.
  error Halted(uint64 newestHeight, uint8 breakerState);

  /// @notice Collateral came in.
  event Deposited(
    bytes32 indexed account, address indexed token, uint128 amount, uint128 balance
  );
  /// @notice An amount was set aside for withdrawal, in place of any earlier request for the token.
  event WithdrawRequested(bytes32 indexed account, address indexed token, uint128 amount);
  /// @notice A request, or what was left of it, was taken back.
  event WithdrawCancelled(bytes32 indexed account, address indexed token, uint128 amount);
  /// @dev Up to this breaker state collateral may leave; what binds does not fall in it.
  uint8 private constant CAUTION = 1;

  /// @notice The second half of this contract: fixed code that works on this contract's storage.
  address public immutable services;

  /// @param random Genesis: 32 random bytes.
  /// @param anchorChainId Genesis: the anchor chain.
  /// @param anchorBlockNumber Genesis: a recent block of it.
  /// @param anchorBlockHash Genesis: that block's hash.
  /// @param genesisOperators Genesis: identity addresses, strictly rising.
  /// @param collateralTokens Whitelisted tokens; may be empty where the contract only guards.
  /// @param outflowsPerDay For each token, how much of it may leave in a day, in its smallest unit; 2^104 - 1 for no limit.
  constructor(
    bytes32 random,
    uint64 anchorChainId,
    uint64 anchorBlockNumber,
    bytes32 anchorBlockHash,
    address[] memory genesisOperators,
    address[] memory collateralTokens,
    uint104[] memory outflowsPerDay
  )
    RoundStore(
      LoadlineTypes.networkId(
        random, anchorChainId, anchorBlockNumber, anchorBlockHash, genesisOperators
      )
    )
    RoundIntake(genesisOperators)
    CollateralTokens(collateralTokens.length)
    CollateralProofs(collateralTokens, outflowsPerDay)
  {
    services = address(new ManagerServices(networkId, collateralTokens.length));
  }

  /// @notice What the first half does not know is the second half's; one whole ABI is published for both.
  fallback() external {
    address half = services;
    assembly ("memory-safe") {
      calldatacopy(0, 0, calldatasize())
      let done := delegatecall(gas(), half, 0, calldatasize(), 0, 0)
      returndatacopy(0, 0, returndatasize())
      if iszero(done) { revert(0, returndatasize()) }
      return(0, returndatasize())
    }
  }

  /// @notice Deposits into the caller's account; opens it if needed. What arrives counts, not what was sent.
  /// @param token A whitelisted token; the caller has approved this contract for it.
  /// @param amount Amount to take.
  /// @param subAccount The caller's sub-account.
  /// @return credited What was added to the account.
  function deposit(address token, uint128 amount, uint32 subAccount)
    external
    nonReentrant
    returns (uint128 credited)
  {
    uint256 index = _indexOf(token);
    uint256 before = IERC20(token).balanceOf(address(this));
    IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
    credited = SafeCast.toUint128(IERC20(token).balanceOf(address(this)) - before);
    if (credited == 0) {
      revert ZeroAmount();
    }
    bytes32 account = _openAccount(subAccount);
    uint128 balance = _holdings[account][index].amount + credited;
    _holdings[account][index].amount = balance;
    emit Deposited(account, token, credited, balance);
  }

  /// @notice First step of a withdrawal: sets an amount aside. Replaces an open request for the token and starts anew.
  /// @param subAccount The caller's sub-account.
  /// @param token The token.
  /// @param amount Amount to set aside, at most the balance.
  function requestWithdraw(uint32 subAccount, address token, uint128 amount) external {
    bytes32 account = accountId(msg.sender, subAccount);
    uint256 index = _indexOf(token);
    Holding storage holding = _holdings[account][index];
    if (amount == 0) {
      revert ZeroAmount();
    }
    if (amount > holding.amount) {
      revert InsufficientBalance(amount, holding.amount);
    }
    holding.setAside = amount;
    _requestBlocks[account][index] = uint64(block.number);
    emit WithdrawRequested(account, token, amount);
  }

  /// @notice Second step: pays out up to the requested amount. The newest accepted round must be valid, must have read this
  /// chain at or after the request, and the account's requirement must be proven in it; tokens count only at that round's
  /// price. What stays, without other tokens' set-asides, must cover requirement, locked lines and open charges. Under HALT nothing
  /// leaves an account against which anything is claimed.
  /// @param subAccount The caller's sub-account.
  /// @param token The token.
  /// @param amount Amount to pay out; what is left of the request stays set aside.
  function executeWithdraw(uint32 subAccount, address token, uint128 amount)
    external
    nonReentrant
  {
    bytes32 account = accountId(msg.sender, subAccount);
    uint256 index = _indexOf(token);
    uint64 height = _requireReleasable(account, _requestBlocks[account][index]);
    _payOut(account, index, token, amount, height);
  }

  /// @notice Takes back what is left of a request.
  /// @param subAccount The caller's sub-account.
  /// @param token The token.
  function cancelWithdraw(uint32 subAccount, address token) external {
    bytes32 account = accountId(msg.sender, subAccount);
    Holding storage holding = _holdings[account][_indexOf(token)];
    uint128 amount = holding.setAside;
    if (amount == 0) {
      revert ZeroAmount();
    }
    holding.setAside = 0;
    emit WithdrawCancelled(account, token, amount);
  }

  /// @notice An open request: what is set aside, and the block of the request. Amount 0 if there is none.
  function withdrawRequest(bytes32 account, address token)
    external
    view
    returns (uint128 amount, uint64 requestBlock)
  {
    uint256 index = _indexOf(token);
    amount = _holdings[account][index].setAside;
    requestBlock = amount == 0 ? 0 : _requestBlocks[account][index];
  }

  function _requireReleasable(bytes32 account, uint64 requestBlock) private view returns (uint64) {
    (uint64 height, uint64 ownPinBlock, uint64 validityEnd) = _newestRound();
    if (validityEnd <= block.timestamp) {
      revert NoValidRound(height, validityEnd);
    }
    if (ownPinBlock < requestBlock) {
      revert PinnedBeforeRequest(ownPinBlock, requestBlock);
    }
    if (_accounts[account].provenHeight != height) {
      revert RequirementNotNewest(_accounts[account].provenHeight, height);
    }
    uint8 breakerState = PackedHead.breakerState(_head);
    if (breakerState > CAUTION && _claimedE6(account) != 0) {
      revert Halted(height, breakerState);
    }
    return height;
  }
}
