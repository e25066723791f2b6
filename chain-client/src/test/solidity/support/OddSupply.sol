// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A token whose total supply is told badly, or not at all
contract OddSupply {
  enum Way {
    MISSING,
    REVERTS,
    BURNS_ALL_GAS,
    SHORT,
    LONG,
    ENORMOUS
  }

  Way private immutable _way;
  uint256 private immutable _told;

  constructor(Way way, uint256 told) {
    _way = way;
    _told = told;
  }

  function decimals() external pure returns (uint8) {
    return 9;
  }

  fallback() external {
    Way way = _way;
    uint256 told = _told;
    require(way != Way.MISSING && way != Way.REVERTS);
    while (way == Way.BURNS_ALL_GAS) {
      told++;
    }
    uint256 size = way == Way.SHORT ? 31 : way == Way.LONG ? 64 : way == Way.ENORMOUS ? 1e6 : 32;
    assembly {
      mstore(0, told)
      return(0, size)
    }
  }
}
