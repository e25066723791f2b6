// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title At most so much of a token a day
/// @notice A bucket that leaks: what left counts less and less over a day. Nobody can lift it, and nothing is lost by it: who is
/// refused today can have the rest tomorrow.
library OutflowLimit {
  /// @notice More than may leave now.
  error OutflowLimited(uint256 given, uint256 left);

  /// @notice Size of the bucket, what of it is used, and when that was counted.
  struct Bucket {
    uint104 perDay;
    uint104 used;
    uint48 time;
  }

  uint256 internal constant PERIOD_SECONDS = 1 days;
  /// @notice This size stands for no limit.
  uint104 internal constant NO_LIMIT = type(uint104).max;

  /// @notice Takes an amount out of what may leave now; fails if it is more.
  function take(Bucket storage bucket, uint256 amount) internal {
    Bucket memory now_ = bucket;
    if (now_.perDay == NO_LIMIT) {
      return;
    }
    uint256 free = left(now_);
    if (amount > free) {
      revert OutflowLimited(amount, free);
    }
    bucket.used = uint104(now_.perDay - free + amount);
    bucket.time = uint48(block.timestamp);
  }

  /// @notice What may leave now.
  function left(Bucket memory bucket) internal view returns (uint256) {
    if (bucket.perDay == NO_LIMIT) {
      return NO_LIMIT;
    }
    uint256 leaked = uint256(bucket.perDay) * (block.timestamp - bucket.time) / PERIOD_SECONDS;
    return leaked >= bucket.used ? bucket.perDay : bucket.perDay - bucket.used + leaked;
  }
}
