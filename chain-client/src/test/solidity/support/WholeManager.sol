// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountDesk} from "../../../main/solidity/collateral/AccountDesk.sol";
import {AccountLens} from "../../../main/solidity/collateral/AccountLens.sol";
import {CreditLocks} from "../../../main/solidity/collateral/CreditLocks.sol";
import {GeneralizedCollateralManager} from
  "../../../main/solidity/collateral/GeneralizedCollateralManager.sol";
import {EscapeHatch} from "../../../main/solidity/collateral/EscapeHatch.sol";
import {CertifiedRounds} from "../../../main/solidity/round/CertifiedRounds.sol";
import {GroupKeys} from "../../../main/solidity/round/GroupKeys.sol";
import {KeyChanges} from "../../../main/solidity/round/KeyChanges.sol";

/// @title Both halves of the manager, as a type: what the published ABI has
abstract contract WholeManager is
  GeneralizedCollateralManager,
  AccountDesk,
  CreditLocks,
  AccountLens,
  GroupKeys,
  KeyChanges,
  CertifiedRounds,
  EscapeHatch
{}
