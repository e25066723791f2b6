// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {CollateralLeaf} from "../round/RoundTypes.sol";
import {SectionNames} from "../round/SectionNames.sol";
import {AccountBook} from "./AccountBook.sol";
import {MarginMath} from "./MarginMath.sol";

/// @title Whitelisted tokens, what accounts hold of them, and what that is worth
/// @notice The list is fixed at construction. Only what was deposited counts; a token's own balance is never read for solvency.
abstract contract CollateralTokens is AccountBook {
  /// @notice At most `MAX_TOKENS` tokens, each once, of at most `MAX_DECIMALS` decimals.
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
    uint64 height;
  }

  struct Token {
    address token;
    uint8 decimals;
  }

  /// @notice Most tokens on the list.
  uint256 public constant MAX_TOKENS = 8;
  /// @notice Most decimals of a token.
  uint8 public constant MAX_DECIMALS = 30;

  Token[] internal _tokens;
  mapping(address token => uint256) private _indexPlusOne;
  mapping(uint256 tokenIndex => Price) internal _prices;
  mapping(bytes32 account => mapping(uint256 tokenIndex => Holding)) internal _holdings;

  constructor(address[] memory collateralTokens) {
    for (uint256 i = 0; i < collateralTokens.length; i++) {
      address token = collateralTokens[i];
      uint8 decimals = IERC20Metadata(token).decimals();
      if (i >= MAX_TOKENS || _indexPlusOne[token] != 0 || decimals > MAX_DECIMALS) {
        revert BadToken(i, token);
      }
      _tokens.push(Token(token, decimals));
      _indexPlusOne[token] = i + 1;
    }
  }

  /// @notice Stores a token's price and haircuts as a round signed them.
  /// @param height The round.
  /// @param leaf Leaf of section `collateral`.
  /// @param sectionProof Proof of the section under the round's sections root.
  /// @param leafProof Proof of the leaf in the section.
  function proveCollateral(
    uint64 height,
    CollateralLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) external {
    _proveCollateral(_requireRound(height), height, leaf, sectionProof, leafProof);
  }

  /// @notice Several leaves of one round.
  /// @param height The round.
  /// @param leaves Leaves of section `collateral`.
  /// @param sectionProof Proof of the section under the round's sections root.
  /// @param leafProofs Proof of each leaf in the section.
  function proveCollaterals(
    uint64 height,
    CollateralLeaf[] calldata leaves,
    bytes32[] calldata sectionProof,
    bytes32[][] calldata leafProofs
  ) external {
    bytes32 root = _requireRound(height);
    for (uint256 i = 0; i < leaves.length; i++) {
      _proveCollateral(root, height, leaves[i], sectionProof, leafProofs[i]);
    }
  }

  /// @notice A token's stored price: USD times 1e8 of one whole token, haircuts times 1e9, and the round they are from.
  function priceOf(address token)
    external
    view
    returns (uint128 priceE8, uint32 haircutImE9, uint32 haircutMmE9, uint64 height)
  {
    Price memory price = _prices[_indexOf(token)];
    return (price.priceE8, price.haircutImE9, price.haircutMmE9, price.height);
  }

  /// @notice What an account holds of a token, and how much of it is set aside for withdrawal.
  function balanceOf(bytes32 account, address token)
    external
    view
    returns (uint128 amount, uint128 setAside)
  {
    Holding memory holding = _holdings[account][_indexOf(token)];
    return (holding.amount, holding.setAside);
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
  /// @param onlyHeight Use only prices of this round; 0 stands for every round that is still valid.
  function _freeValueE6(bytes32 account, uint64 onlyHeight) internal view returns (uint256 valueE6) {
    uint256 count = _tokens.length;
    for (uint256 i = 0; i < count; i++) {
      Holding memory holding = _holdings[account][i];
      uint256 free = holding.amount - holding.setAside;
      if (free != 0) {
        Price memory price = _prices[i];
        if (onlyHeight == 0 ? _isValid(price.height) : price.height == onlyHeight) {
          valueE6 += MarginMath.haircutValueE6(
            free, _tokens[i].decimals, price.priceE8, price.haircutImE9
          );
        }
      }
    }
  }

  function _proveCollateral(
    bytes32 sectionsRoot,
    uint64 height,
    CollateralLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) private {
    uint256 index = _indexOf(leaf.token);
    if (leaf.chainId != block.chainid || leaf.decimals != _tokens[index].decimals) {
      revert WrongTokenLeaf(leaf.token, leaf.chainId, leaf.decimals);
    }
    if (height < _prices[index].height) {
      revert OlderThanStored(height, _prices[index].height);
    }
    _requireLeaf(sectionsRoot, SectionNames.COLLATERAL, sectionProof, abi.encode(leaf), leafProof);
    _prices[index] = Price(leaf.priceE8, leaf.haircutImE9, leaf.haircutMmE9, height);
    emit CollateralProven(leaf.token, height, leaf.priceE8, leaf.haircutImE9, leaf.haircutMmE9);
  }
}
