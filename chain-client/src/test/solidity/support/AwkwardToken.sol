// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title A token that keeps a fee and can call back in the middle of a transfer
contract AwkwardToken is ERC20 {
  uint256 private immutable _fee;
  address private _target;
  bytes private _call;
  /// @notice First four bytes of what the reentering call failed with.
  bytes4 public answer;

  constructor(uint256 fee) ERC20("Awkward", "AWK") {
    _fee = fee;
  }

  function mint(address to, uint256 amount) external {
    _mint(to, amount);
  }

  function reenter(address target, bytes calldata call_) external {
    _target = target;
    _call = call_;
  }

  function _update(address from, address to, uint256 amount) internal override {
    if (from == address(0) || to == address(0)) {
      super._update(from, to, amount);
      return;
    }
    if (_target != address(0)) {
      (, bytes memory reply) = _target.call(_call);
      answer = bytes4(reply);
    }
    super._update(from, to, amount - _fee);
    if (_fee != 0) {
      super._update(from, address(0xFEE), _fee);
    }
  }
}
