// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {WholeManager} from "./support/WholeManager.sol";
import {BlockHashes} from "../../main/solidity/round/BlockHashes.sol";
import {PackedHead} from "../../main/solidity/round/PackedHead.sol";
import {RoundStore} from "../../main/solidity/round/RoundStore.sol";
import {FirstKey, Report, Round} from "../../main/solidity/round/RoundTypes.sol";
import {FrostVerifier} from "../../main/solidity/signature/FrostVerifier.sol";
import {GroupSignature, GroupSigner} from "./support/GroupSigner.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {Shipped} from "./support/Shipped.sol";
import {vm} from "./support/Vm.sol";

contract RoundStoreTest is NetworkFixture {
  function test_aSignedRoundIsAcceptedAndKept() public {
    Signed memory round = _sign(1, 900);
    vm.expectEmit();
    emit RoundStore.RoundAccepted(
      1,
      _digest(gcm.domainSeparator(), round.report),
      round.report.previousReport,
      round.report.snapshotHash,
      round.report.sectionsRoot,
      900,
      round.report.validityEnd,
      0
    );
    _submit(gcm, round, 0);
    Round memory kept = gcm.roundAt(1);
    vm.assertEq(kept.sectionsRoot, round.report.sectionsRoot);
    vm.assertEq(kept.ownPinBlock, 900, "pin");
    vm.assertEq(gcm.latestRound().height, 1, "latest");
    vm.assertEq(gcm.roundAt(2).height, 0, "unknown");
  }

  function test_nothingIsKeptBeforeTheFirstRound() public view {
    vm.assertEq(gcm.latestRound().height, 0, "latest");
    vm.assertEq(gcm.roundAt(0).height, 0, "height 0");
    vm.assertEq(gcm.roundAt(type(uint64).max).validityEnd, 0, "placeholder");
  }

  function test_theSameRoundIsAcceptedByASecondGcmOfTheNetworkOnAnotherChain() public {
    Signed memory round = _sign(1, 900);
    _submit(gcm, round, 0);
    vm.chainId(OTHER_CHAIN);
    vm.roll(600);
    WholeManager guard = _deployGcm(new address[](0));
    _installKey(guard);
    vm.setBlockhash(otherPinBlock, round.pins[1].blockHash);
    _submit(guard, round, 1);
    vm.assertEq(guard.latestRound().ownPinBlock, otherPinBlock, "pin of the other chain");
    vm.assertEq(guard.networkId(), gcm.networkId());
    vm.assertEq(guard.roundAt(1).sectionsRoot, gcm.roundAt(1).sectionsRoot);
  }

  function test_aPinOfAnotherChainIsRefused() public {
    Signed memory round = _sign(1, 900);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.WrongChain.selector, OTHER_CHAIN, HOME_CHAIN));
    _submit(gcm, round, 1);
  }

  function test_aRoundOfAnotherNetworkIsRefused() public {
    Signed memory round = _sign(1, 900);
    WholeManager other = WholeManager(
      Shipped.deploy(
        "GeneralizedCollateralManager",
        abi.encode(
          keccak256("other"), HOME_CHAIN, uint64(7), keccak256("anchor"), operatorAddresses, new address[](0), new uint104[](0)
        )
      )
    );
    _installKey(other);
    _expectBadSignature(_digest(other.domainSeparator(), round.report));
    _submit(other, round, 0);
  }

  function testFuzz_aForgedSignatureIsRefused(uint256 rx, uint256 ry, uint256 z) public {
    Signed memory round = _sign(1, 900);
    round.signature = GroupSignature(rx, ry, z);
    _expectBadSignature(_digest(gcm.domainSeparator(), round.report));
    _submit(gcm, round, 0);
  }

  function test_aSignatureByAnotherKeyIsRefused() public {
    Signed memory round = _sign(1, 900);
    bytes32 digest = _digest(gcm.domainSeparator(), round.report);
    round.signature = GroupSigner.sign(GROUP_SECRET + 1, digest, 0);
    _expectBadSignature(digest);
    _submit(gcm, round, 0);
  }

  function test_malleatedSignaturesAreRefused() public {
    Signed memory round = _sign(1, 900);
    GroupSignature memory s = round.signature;
    bytes32 digest = _digest(gcm.domainSeparator(), round.report);
    uint256 n = FrostVerifier.GROUP_ORDER;
    unchecked {
      round.signature = GroupSignature(s.rx, s.ry, s.z + n);
      _expectBadSignature(digest);
      _submit(gcm, round, 0);
    }
    round.signature = GroupSignature(s.rx, s.ry, n - s.z);
    _expectBadSignature(digest);
    _submit(gcm, round, 0);
    round.signature = GroupSignature(s.rx, FrostVerifier.FIELD_PRIME - s.ry, s.z);
    _expectBadSignature(digest);
    _submit(gcm, round, 0);
    round.signature = s;
    _submit(gcm, round, 0);
  }

  function test_anyChangedFieldOfTheReportBreaksTheSignature() public {
    Signed memory round = _sign(1, 900);
    bytes memory original = abi.encode(round.report);
    for (uint256 field = 0; field < 10; field++) {
      Report memory changed = abi.decode(original, (Report));
      if (field == 0) changed.keyEpoch++;
      if (field == 1) changed.height++;
      if (field == 2) changed.rulesHash ^= bytes32(uint256(1));
      if (field == 3) changed.pinsRoot ^= bytes32(uint256(1));
      if (field == 4) changed.snapshotHash ^= bytes32(uint256(1));
      if (field == 5) changed.sectionsRoot ^= bytes32(uint256(1));
      if (field == 6) changed.breakerState++;
      if (field == 7) changed.previousReport ^= bytes32(uint256(1));
      if (field == 8) changed.anchorTime++;
      if (field == 9) changed.validityEnd++;
      round.report = changed;
      vm.expectRevert();
      _submit(gcm, round, 0);
    }
    round.report = abi.decode(original, (Report));
    _submit(gcm, round, 0);
  }

  function test_aReplayedAndAnOlderRoundAreRefusedCheaply() public {
    Signed memory older = _sign(4, 900);
    Signed memory round = _sign(5, 900);
    _submit(gcm, round, 0);
    uint256 before = gasleft();
    vm.expectRevert(abi.encodeWithSelector(RoundStore.HeightNotRising.selector, 5, 5));
    _submit(gcm, round, 0);
    vm.assertLe(before - gasleft(), 40_000, "gas of a duplicate, tests' own part included");
    vm.expectRevert(abi.encodeWithSelector(RoundStore.HeightNotRising.selector, 4, 5));
    _submit(gcm, older, 0);
  }

  function test_gapsAreLegal() public {
    _submit(gcm, _sign(1, 900), 0);
    _submit(gcm, _sign(5000, 901), 0);
    vm.assertEq(gcm.latestRound().height, 5000, "latest");
  }

  function test_anotherEpochIsRefused() public {
    Signed memory round = _sign(1, 900);
    round.report.keyEpoch = 2;
    round.signature = _groupSign(gcm.domainSeparator(), round.report);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.WrongKeyEpoch.selector, 2, 1));
    _submit(gcm, round, 0);
  }

  function test_heightsOutsideTheKeysPeriodAreRefused() public {
    Signed memory round = _sign(KEY_EXPIRES, 900);
    vm.expectRevert(
      abi.encodeWithSelector(RoundStore.HeightOutsideKey.selector, KEY_EXPIRES, 1, KEY_EXPIRES)
    );
    _submit(gcm, round, 0);
    _submit(gcm, _sign(KEY_EXPIRES - 1, 900), 0);
  }

  function test_heightsBeforeTheKeysPeriodAreRefused() public {
    WholeManager fresh = _deployGcm(_tokens());
    FirstKey memory key = _firstKey();
    key.validFromHeight = 5;
    bytes[] memory signatures = _operatorSignatures(fresh.domainSeparator(), key, 3);
    GroupSignature memory test = _keyTest(fresh.domainSeparator(), key);
    fresh.installFirstKey(key, signatures, test.rx, test.ry, test.z);
    vm.assertEq(fresh.latestRound().height, 0, "no round yet");
    Signed memory early = _sign(4, 900);
    vm.expectRevert(
      abi.encodeWithSelector(RoundStore.HeightOutsideKey.selector, 4, 5, KEY_EXPIRES)
    );
    _submit(fresh, early, 0);
    _submit(fresh, _sign(5, 900), 0);
    vm.assertEq(fresh.latestRound().height, 5, "first height of the key");
  }

  function test_timesBeyondFortyBitsAreRefused() public {
    Signed memory round = _sign(1, 900);
    round.report.validityEnd = 1 << 40;
    round.signature = _groupSign(gcm.domainSeparator(), round.report);
    vm.expectRevert(abi.encodeWithSelector(PackedHead.OutOfRange.selector, 1 << 40));
    _submit(gcm, round, 0);
  }

  /// The report is hashed as it stands in calldata: bits above a field's width must not pass unseen.
  function test_strayHighBitsInCalldataAreRefused() public {
    Signed memory round = _sign(1, 900);
    bytes memory call = abi.encodeCall(
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
    for (uint256 word = 0; word < 17; word++) {
      bytes memory changed = bytes.concat(call);
      changed[4 + 32 * word] ^= 0x80;
      (bool accepted,) = address(gcm).call(changed);
      vm.assertFalse(accepted);
    }
    (bool done,) = address(gcm).call(call);
    vm.assertTrue(done, "unchanged");
  }

  function test_otherRulesAreRefused() public {
    Signed memory round = _sign(1, 900);
    round.report.rulesHash = keccak256("other rules");
    round.signature = _groupSign(gcm.domainSeparator(), round.report);
    vm.expectRevert(
      abi.encodeWithSelector(RoundStore.WrongRules.selector, round.report.rulesHash, RULES)
    );
    _submit(gcm, round, 0);
  }

  function test_aStaleRoundIsRefusedFromTheSecondItsValidityEnds() public {
    Signed memory round = _sign(1, 900);
    vm.warp(round.report.validityEnd);
    vm.expectRevert(
      abi.encodeWithSelector(
        RoundStore.ReportExpired.selector, round.report.validityEnd, round.report.validityEnd
      )
    );
    _submit(gcm, round, 0);
    vm.warp(round.report.validityEnd - 1);
    _submit(gcm, round, 0);
  }

  function test_aPinThatIsNotInThePinsIsRefused() public {
    Signed memory round = _sign(1, 900);
    round.pins[0].blockTime++;
    bytes32[] memory proof = _pinProof(_sign(1, 900), 0);
    vm.expectPartialRevert(RoundStore.PinNotProven.selector);
    gcm.submitRound(
      round.report, round.signature.rx, round.signature.ry, round.signature.z, round.pins[0], proof
    );
  }

  function test_pinsNeverGoBackAndNeverLieAhead() public {
    _submit(gcm, _sign(1, 900), 0);
    Signed memory back = _sign(2, 899);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.PinOutOfOrder.selector, 899, 900, 1000));
    _submit(gcm, back, 0);
    _submit(gcm, _sign(3, 900), 0);
    Signed memory ahead = _sign(4, 1000);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.PinOutOfOrder.selector, 1000, 900, 1000));
    _submit(gcm, ahead, 0);
  }

  function test_aPinWithAnotherBlocksHashIsRefusedWhileTheChainStillKnows() public {
    Signed memory round = _sign(1, 900);
    vm.setBlockhash(900, keccak256("reorganized"));
    vm.expectRevert(
      abi.encodeWithSelector(
        RoundStore.WrongBlockHash.selector, 900, round.pins[0].blockHash, keccak256("reorganized")
      )
    );
    _submit(gcm, round, 0);
  }

  function test_aPinOutOfReachIsTakenOnTheGroupsWord() public {
    Signed memory round = _sign(1, 900);
    vm.roll(1157); // 257 blocks later.
    vm.assertEq(blockhash(900), bytes32(0));
    _submit(gcm, round, 0);
  }

  /// The history contract of EIP-2935 reaches 8,191 blocks back; this is its published code.
  function test_theHistoryContractIsAskedBeyond256Blocks() public {
    vm.etch(
      0x0000F90827F1C53a10cb7A02335B175320002935,
      hex"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500"
    );
    vm.roll(901);
    vm.prank(0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE);
    (bool stored,) =
      0x0000F90827F1C53a10cb7A02335B175320002935.call(abi.encode(keccak256("kept")));
    vm.assertTrue(stored);
    vm.roll(1000);
    Signed memory wrong = _sign(1, 900);
    vm.setBlockhash(900, keccak256("kept"));
    Signed memory right = _sign(1, 900);
    vm.roll(2000);
    vm.expectRevert(
      abi.encodeWithSelector(
        RoundStore.WrongBlockHash.selector, 900, wrong.pins[0].blockHash, keccak256("kept")
      )
    );
    _submit(gcm, wrong, 0);
    _submit(gcm, right, 0);
  }

  function test_roundsAreKeptForSixtyFourHeights() public {
    _submit(gcm, _sign(1, 900), 0);
    _submit(gcm, _sign(64, 900), 0);
    vm.assertEq(gcm.roundAt(1).height, 1, "kept");
    _submit(gcm, _sign(65, 900), 0);
    vm.assertEq(gcm.roundAt(1).height, 0, "overwritten");
    vm.assertEq(gcm.roundAt(64).height, 64, "kept");
  }

  function test_noRoundIsAcceptedBeforeTheFirstKey() public {
    WholeManager fresh = _deployGcm(_tokens());
    Signed memory round = _sign(1, 900);
    vm.expectPartialRevert(RoundStore.NoKeyInstalled.selector);
    _submit(fresh, round, 0);
  }

  function test_theFirstKeyIsSetOnce() public {
    FirstKey memory key = _firstKey();
    GroupSignature memory test = _keyTest(gcm.domainSeparator(), key);
    bytes[] memory signatures = _operatorSignatures(gcm.domainSeparator(), key, 3);
    vm.expectRevert(abi.encodeWithSelector(RoundStore.KeyAlreadyInstalled.selector, 1));
    gcm.installFirstKey(key, signatures, test.rx, test.ry, test.z);
  }

  function test_theFirstKeyNeedsAQuorumOfTheGenesisOperators() public {
    WholeManager fresh = _deployGcm(_tokens());
    FirstKey memory key = _firstKey();
    bytes32 domain = fresh.domainSeparator();
    bytes[] memory two = _operatorSignatures(domain, key, 2);
    _expectInstallRevert(
      fresh, key, two, abi.encodeWithSelector(RoundStore.TooFewSignatures.selector, 2, 3)
    );

    bytes[] memory repeated = _operatorSignatures(domain, key, 3);
    repeated[2] = repeated[1];
    _expectInstallRevert(
      fresh,
      key,
      repeated,
      abi.encodeWithSelector(
        RoundStore.SignersNotRising.selector, operatorAddresses[1], operatorAddresses[1]
      )
    );

    bytes[] memory strangers = _operatorSignatures(domain, key, 3);
    (uint256 secret, address stranger) = _strangerAbove(operatorAddresses[1]);
    bytes32 digest = keccak256(abi.encodePacked(hex"1901", domain, _keyHash(key)));
    strangers[2] = _ecdsa(secret, digest);
    _expectInstallRevert(
      fresh, key, strangers, abi.encodeWithSelector(RoundStore.NotAnOperator.selector, stranger)
    );
    _installKey(fresh);
    vm.assertEq(fresh.currentKey().groupKeyX, key.groupKeyX, "installed");
  }

  function test_theFirstKeyMustSignItsTest() public {
    WholeManager fresh = _deployGcm(_tokens());
    FirstKey memory key = _firstKey();
    bytes[] memory signatures = _operatorSignatures(fresh.domainSeparator(), key, 4);
    vm.expectPartialRevert(RoundStore.BadGroupSignature.selector);
    fresh.installFirstKey(key, signatures, 1, 2, 3);
  }

  function test_anUnusableKeyOrAnEmptyPeriodIsRefused() public {
    WholeManager fresh = _deployGcm(_tokens());
    FirstKey memory key = _firstKey();
    key.groupKeyX = 5;
    bytes[] memory signatures = _operatorSignatures(fresh.domainSeparator(), key, 4);
    _expectInstallRevert(
      fresh,
      key,
      signatures,
      abi.encodeWithSelector(RoundStore.UnusableKey.selector, 5, key.groupKeyParity)
    );
    key = _firstKey();
    key.expiresAtHeight = key.validFromHeight;
    signatures = _operatorSignatures(fresh.domainSeparator(), key, 4);
    _expectInstallRevert(
      fresh, key, signatures, abi.encodeWithSelector(RoundStore.EmptyKeyPeriod.selector, 1, 1)
    );
  }

  function test_genesisOperatorsMustRise() public {
    (operatorAddresses[0], operatorAddresses[1]) = (operatorAddresses[1], operatorAddresses[0]);
    vm.expectRevert();
    this.deployAgain();
  }

  function deployAgain() external {
    _deployGcm(_tokens());
  }

  function _expectBadSignature(bytes32 digest) private {
    vm.expectRevert(abi.encodeWithSelector(RoundStore.BadGroupSignature.selector, digest));
  }

  function _expectInstallRevert(
    WholeManager target,
    FirstKey memory key,
    bytes[] memory signatures,
    bytes memory reason
  ) private {
    GroupSignature memory test = _keyTest(target.domainSeparator(), key);
    vm.expectRevert(reason);
    target.installFirstKey(key, signatures, test.rx, test.ry, test.z);
  }

  function _strangerAbove(address least) private pure returns (uint256 secret, address stranger) {
    for (secret = 1000; stranger <= least; secret++) {
      stranger = vm.addr(secret + 1);
    }
  }
}
