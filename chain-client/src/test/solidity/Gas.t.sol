// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FrostVerifier} from "../../main/solidity/signature/FrostVerifier.sol";
import {RequirementLeaf} from "../../main/solidity/round/RoundTypes.sol";
import {GroupSignature, GroupSigner} from "./support/GroupSigner.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {vm} from "./support/Vm.sol";

/// Gas of whole transactions (each call runs as one: base cost and calldata included). The numbers are kept in
/// src/test/solidity/snapshots; scripts/test-contracts fails when one changes.
/// forge-config: default.isolate = true
contract GasTest is NetworkFixture {
  function test_gasOfAVerification() public {
    (uint256 x, uint8 parity) = GroupSigner.keyOf(77);
    GroupSignature memory s = GroupSigner.sign(77, keccak256("m"), 0);
    bytes32 message = keccak256("m");
    uint256 before = gasleft();
    bool valid = FrostVerifier.verify(x, parity, message, s.rx, s.ry, s.z);
    uint256 used = before - gasleft();
    vm.assertTrue(valid, "signature");
    vm.snapshotValue("gas", "FROST verification, inner", used);
    vm.assertLe(used, 5_000, "goal");
  }

  function test_gasOfRounds() public {
    Signed memory round = _sign(1, 900);
    _submit(gcm, round, 0);
    vm.snapshotGasLastCall("gas", "submitRound, first");
    round = _sign(2, 901);
    _submit(gcm, round, 0);
    vm.assertLe(vm.snapshotGasLastCall("gas", "submitRound, steady"), 60_000, "goal");
    bytes memory duplicate = abi.encodeCall(
      gcm.submitRound,
      (
        round.report,
        round.signature.rx,
        round.signature.ry,
        round.signature.z,
        round.pins[0],
        _pinProof(round, 0)
      )
    );
    (bool accepted,) = address(gcm).call(duplicate);
    vm.snapshotGasLastCall("gas", "submitRound, duplicate refused");
    vm.assertFalse(accepted);
  }

  function test_gasOfAnAccountsLife() public {
    usdc.mint(alice, 100e6);
    vm.prank(alice);
    usdc.approve(address(gcm), 100e6);
    vm.prank(alice);
    gcm.deposit(address(usdc), 1e6, 0);
    vm.snapshotGasLastCall("gas", "deposit, opens the account");
    vm.prank(alice);
    gcm.deposit(address(usdc), 1e6, 0);
    vm.snapshotGasLastCall("gas", "deposit, steady");
    vm.prank(alice);
    gcm.requestWithdraw(0, address(usdc), 1e6);
    vm.snapshotGasLastCall("gas", "requestWithdraw, first");
    _fillRequirements(1_023);
    _require(alice, 500_000);
    vm.roll(1001);
    _publish(1, 1000);
    _proveRequirement(requirementLeaves.length - 1);
    vm.snapshotGasLastCall("gas", "proveRequirement of 1024 accounts, first");
    _publish(2, 1000);
    _proveRequirement(requirementLeaves.length - 1);
    vm.snapshotGasLastCall("gas", "proveRequirement of 1024 accounts, steady");
    _proveCollaterals();
    vm.snapshotGasLastCall("gas", "proveCollaterals, two tokens, first");
    usdc.mint(alice, 1); // The payout writes to a non-zero balance.
    vm.prank(alice);
    gcm.executeWithdraw(0, address(usdc), 500_000);
    vm.snapshotGasLastCall("gas", "executeWithdraw");
  }

  function _fillRequirements(uint256 count) private {
    for (uint256 i = 0; i < count; i++) {
      requirementLeaves.push(
        RequirementLeaf(keccak256(abi.encode(i)), address(gcm), 1, 1, 1, 0)
      );
    }
  }
}
