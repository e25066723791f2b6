// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PackedHead} from "../round/PackedHead.sol";
import {Payout} from "./Payout.sol";

/// @title The way out of a network that is dead
/// @notice When no round has been valid for two weeks, owners leave by what was last proven: requirement, prices and haircuts. Locks
/// and open charges stay claimed. In those two weeks anyone can prove the last rounds' leaves, so what was last proven is what the
/// network last said, for everybody who has somebody watching.
abstract contract EscapeHatch is Payout {
  /// @notice The network has not been silent for long enough.
  error TooEarlyToExit(uint256 time, uint256 opensAt);

  /// @notice The way out opens this long after the newest round's validity has ended, or after deployment if there was no round.
  uint64 public constant EXIT_AFTER_SECONDS = 14 days;

  /// @notice When the contract was made, unix seconds.
  uint256 public immutable deployedAt = block.timestamp;

  /// @notice Pays out of a request when the network is dead. Breakers do not hold it back; the daily limit of the token does.
  /// @param subAccount The caller's sub-account.
  /// @param token The token.
  /// @param amount Amount to pay out; what is left of the request stays set aside.
  function exitWithdraw(uint32 subAccount, address token, uint128 amount) external nonReentrant {
    uint256 opensAt = exitOpensAt();
    if (block.timestamp < opensAt) {
      revert TooEarlyToExit(block.timestamp, opensAt);
    }
    _payOut(accountId(msg.sender, subAccount), _indexOf(token), token, amount, ANY_HEIGHT);
  }

  /// @notice When the way out opens, unix seconds, if no further round comes.
  function exitOpensAt() public view returns (uint256) {
    uint256 aliveUntil = PackedHead.validityEnd(_head);
    return (aliveUntil == 0 ? deployedAt : aliveUntil) + EXIT_AFTER_SECONDS;
  }
}
