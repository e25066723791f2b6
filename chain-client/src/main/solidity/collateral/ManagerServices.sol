// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CertifiedRounds} from "../round/CertifiedRounds.sol";
import {GroupKeys} from "../round/GroupKeys.sol";
import {KeyChanges} from "../round/KeyChanges.sol";
import {RoundStore} from "../round/RoundStore.sol";
import {AccountDesk} from "./AccountDesk.sol";
import {AccountLens} from "./AccountLens.sol";
import {CollateralTokens} from "./CollateralTokens.sol";
import {CreditLocks} from "./CreditLocks.sol";
import {EscapeHatch} from "./EscapeHatch.sol";

/// @title The manager's second half: what is called seldom, or only read
/// @notice Code only. The manager creates it in its constructor and runs it on its own storage, as a compiler's linked library;
/// the address is fixed for good. Called at its own address it finds empty storage and no money.
/// @dev Declares no storage: both halves take theirs from the same bases, and contracts/compile.mjs compares the layouts.
contract ManagerServices is
  AccountDesk,
  CreditLocks,
  AccountLens,
  GroupKeys,
  KeyChanges,
  CertifiedRounds,
  EscapeHatch
{
  /// @param network Id of the network.
  /// @param tokenCount_ Number of tokens on the list.
  constructor(bytes32 network, uint256 tokenCount_)
    RoundStore(network)
    CollateralTokens(tokenCount_)
  {}
}
