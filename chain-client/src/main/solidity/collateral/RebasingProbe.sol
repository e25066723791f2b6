// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Tells tokens whose balances move by themselves
/// @notice Internal accounting and balances that grow or shrink do not go together; the vault takes the wrapped form instead. Who
/// deploys chooses the list; this refuses what shows itself as rebasing: the scaled supply of Aave's and Ampleforth's tokens, the
/// shares of Lido's.
library RebasingProbe {
  uint256 private constant PROBE_GAS = 100_000;

  /// @notice Whether the token answers as a known kind of rebasing token does.
  function isRebasing(address token) internal view returns (bool) {
    return _answers(token, "scaledTotalSupply()") || _answers(token, "getTotalShares()");
  }

  function _answers(address token, string memory signature) private view returns (bool) {
    (bool answered, bytes memory answer) =
      token.staticcall{gas: PROBE_GAS}(abi.encodeWithSignature(signature));
    return answered && answer.length == 32;
  }
}
