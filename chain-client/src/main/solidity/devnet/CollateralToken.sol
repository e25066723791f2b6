// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Play money for the devnet and tests: anyone may mint
/// @notice Never whitelist this where anything is at stake.
contract CollateralToken is ERC20 {
  uint8 private immutable _decimals;

  /// @param name Name.
  /// @param symbol Symbol.
  /// @param decimals_ Decimals: 6 like USDC, 18 like WETH.
  constructor(string memory name, string memory symbol, uint8 decimals_) ERC20(name, symbol) {
    _decimals = decimals_;
  }

  /// @notice Mints to anyone.
  function mint(address to, uint256 amount) external {
    _mint(to, amount);
  }

  /// @inheritdoc ERC20
  function decimals() public view override returns (uint8) {
    return _decimals;
  }
}
