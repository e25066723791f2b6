// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountBook} from "./AccountBook.sol";
import {MarginMath} from "./MarginMath.sol";
import {OutflowLimit} from "./OutflowLimit.sol";

/// @title Whitelisted tokens, what accounts hold of them, and what that is worth
/// @notice The list is fixed at construction. Only what was deposited counts; a token's own balance is never read for solvency.
abstract contract CollateralTokens is AccountBook {
  /// @notice At most `MAX_TOKENS` tokens, each once, of at most `MAX_DECIMALS` decimals, none rebasing, each with an outflow limit.
  error BadToken(uint256 index, address token);
  /// @notice The token is not on the list.
  error UnknownToken(address token);
  /// @notice A price leaf contradicts the token or names another chain.
  error WrongTokenLeaf(address token, uint64 chainId, uint8 decimals);
  /// @notice A proof of an older round than the one stored.
  error OlderThanStored(uint64 given, uint64 stored);

  /// @notice A token's price and haircuts were proven.
  event CollateralProven(
    address indexed token,
    uint64 indexed height,
    uint128 priceE8,
    uint32 haircutImE9,
    uint32 haircutMmE9
  );

  struct Holding {
    uint128 amount;
    uint128 setAside;
  }

  struct Price {
    uint128 priceE8;
    uint32 haircutImE9;
    uint32 haircutMmE9;
    uint56 height;
    // Not proven but fixed; here so that a valuation reads one word per token.
    uint8 decimals;
  }

  struct Token {
    address token;
    uint8 decimals;
  }

  /// @notice Most tokens on the list.
  uint256 public constant MAX_TOKENS = 8;
  /// @notice Most decimals of a token.
  uint8 public constant MAX_DECIMALS = 36;

  /// @notice Number of tokens on the list.
  uint256 public immutable tokenCount;
  uint64 internal constant ANY_HEIGHT = type(uint64).max;

  Token[] internal _tokens;
  mapping(address token => uint256) internal _indexPlusOne;
  mapping(uint256 tokenIndex => Price) internal _prices;
  mapping(bytes32 account => mapping(uint256 tokenIndex => Holding)) internal _holdings;
  mapping(bytes32 account => mapping(uint256 tokenIndex => uint64)) internal _requestBlocks;
  mapping(uint256 tokenIndex => OutflowLimit.Bucket) internal _outflows;

  constructor(uint256 count) {
    tokenCount = count;
  }

  /// @dev Position of a token on the list; fails if it is not there.
  function _indexOf(address token) internal view returns (uint256) {
    uint256 indexPlusOne = _indexPlusOne[token];
    if (indexPlusOne == 0) {
      revert UnknownToken(token);
    }
    return indexPlusOne - 1;
  }

  /// @dev Value after the initial-margin haircut of what is not set aside. A token without a usable price counts 0.
  /// @param onlyHeight Use only prices of this round; 0 stands for every round that is still valid,
  /// `ANY_HEIGHT` for the last price that was proven at all.
  function _freeValueE6(bytes32 account, uint64 onlyHeight) internal view returns (uint256 valueE6) {
    uint256 count = tokenCount;
    for (uint256 i = 0; i < count; i++) {
      Holding memory holding = _holdings[account][i];
      uint256 free = holding.amount - holding.setAside;
      if (free != 0) {
        Price memory price = _prices[i];
        if (_counts(price.height, onlyHeight)) {
          valueE6 += MarginMath.haircutValueE6(
            free, price.decimals, price.priceE8, price.haircutImE9
          );
        }
      }
    }
  }

  function _counts(uint64 height, uint64 onlyHeight) private view returns (bool) {
    if (onlyHeight == 0) {
      return _isValid(height);
    }
    return onlyHeight == ANY_HEIGHT || height == onlyHeight;
  }
}
