// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {CollateralLeaf} from "../round/RoundTypes.sol";
import {SectionNames} from "../round/SectionNames.sol";
import {CollateralTokens} from "./CollateralTokens.sol";
import {OutflowLimit} from "./OutflowLimit.sol";
import {RebasingProbe} from "./RebasingProbe.sol";

/// @title The whitelist, and proofs of prices and haircuts
abstract contract CollateralProofs is CollateralTokens {
  using OutflowLimit for OutflowLimit.Bucket;

  constructor(address[] memory collateralTokens, uint104[] memory outflowsPerDay) {
    if (outflowsPerDay.length != collateralTokens.length) {
      revert BadToken(outflowsPerDay.length, address(0));
    }
    for (uint256 i = 0; i < collateralTokens.length; i++) {
      address token = collateralTokens[i];
      uint8 decimals = IERC20Metadata(token).decimals();
      if (
        i >= MAX_TOKENS || _indexPlusOne[token] != 0 || decimals > MAX_DECIMALS
          || outflowsPerDay[i] == 0 || RebasingProbe.isRebasing(token)
      ) {
        revert BadToken(i, token);
      }
      _prices[i].decimals = decimals;
      _outflows[i].perDay = outflowsPerDay[i];
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

  /// @notice How much of a token may leave in a day, and how much may leave now; 2^104 - 1 stands for no limit.
  function outflowLimit(address token) external view returns (uint256 perDay, uint256 left) {
    OutflowLimit.Bucket memory bucket = _outflows[_indexOf(token)];
    return (bucket.perDay, bucket.left());
  }

  function _proveCollateral(
    bytes32 sectionsRoot,
    uint64 height,
    CollateralLeaf calldata leaf,
    bytes32[] calldata sectionProof,
    bytes32[] calldata leafProof
  ) private {
    uint256 index = _indexOf(leaf.token);
    if (leaf.chainId != block.chainid || leaf.decimals != _prices[index].decimals) {
      revert WrongTokenLeaf(leaf.token, leaf.chainId, leaf.decimals);
    }
    if (height < _prices[index].height) {
      revert OlderThanStored(height, _prices[index].height);
    }
    _requireLeaf(sectionsRoot, SectionNames.COLLATERAL, sectionProof, abi.encode(leaf), leafProof);
    // Heights fit 48 bits, as `PackedHead` sees to.
    _prices[index] =
      Price(leaf.priceE8, leaf.haircutImE9, leaf.haircutMmE9, uint56(height), leaf.decimals);
    emit CollateralProven(leaf.token, height, leaf.priceE8, leaf.haircutImE9, leaf.haircutMmE9);
  }
}
