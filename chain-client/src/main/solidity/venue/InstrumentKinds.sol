// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Kinds of instruments (docs/formats.md section 1)
library InstrumentKinds {
  uint8 internal constant CASH = 0;
  uint8 internal constant SPOT = 1;
  uint8 internal constant PERPETUAL = 2;
  uint8 internal constant DATED_FUTURE = 3;
  uint8 internal constant CALL = 4;
  uint8 internal constant PUT = 5;
  uint8 internal constant LENDING_SUPPLY = 6;
  uint8 internal constant LENDING_DEBT = 7;
  uint8 internal constant INVERSE_PERPETUAL = 8;
  uint8 internal constant INVERSE_FUTURE = 9;
  uint8 internal constant COIN_CALL = 10;
  uint8 internal constant COIN_PUT = 11;
}
