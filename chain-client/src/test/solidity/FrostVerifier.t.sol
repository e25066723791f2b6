// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FrostReference} from "../../main/solidity/signature/FrostReference.sol";
import {FrostVerifier} from "../../main/solidity/signature/FrostVerifier.sol";
import {GroupSignature, GroupSigner} from "./support/GroupSigner.sol";
import {vm} from "./support/Vm.sol";

contract FrostVerifierTest {
  uint256 private constant N = FrostVerifier.GROUP_ORDER;
  uint256 private constant P = FrostVerifier.FIELD_PRIME;

  /// RFC 9591 appendix E.5; the file says where it comes from.
  function test_theReferenceAcceptsTheVectorOfRfc9591() public view {
    string memory json = vm.readFile("src/test/resources/rfc9591-frost-secp256k1-sha256.json");
    bytes memory key = vm.parseJsonBytes(json, ".groupPublicKey");
    bytes memory signature = vm.parseJsonBytes(json, ".signature");
    bytes memory message = vm.parseJsonBytes(json, ".message");
    uint256 keyX = _word(key, 1);
    uint256 rx = _word(signature, 1);
    uint256 ry = _lift(rx, uint8(signature[0]) & 1);
    uint256 z = _word(signature, 33);
    vm.assertTrue(FrostReference.verify(keyX, uint8(key[0]) & 1, message, rx, ry, z), "vector");
    message[0] ^= 0x01;
    vm.assertFalse(FrostReference.verify(keyX, uint8(key[0]) & 1, message, rx, ry, z));
  }

  /// Made with noble, single signer.
  function test_verifierAndReferenceJudgeEverySharedVectorAsItSays() public view {
    _judgeAll("../docs/vectors/frost.json", 56, 16);
  }

  /// Made by the Java implementation, by groups of several sizes.
  function test_verifierAndReferenceJudgeEveryThresholdVectorAsItSays() public view {
    _judgeAll("../docs/vectors/frost-threshold.json", 24, 18);
  }

  function testFuzz_verifierAcceptsWhatTheGroupSigned(uint256 secret, bytes32 message, uint256 salt)
    public
  {
    secret = secret % (N - 1) + 1;
    GroupSignature memory s = GroupSigner.sign(secret, message, salt);
    (uint256 x, uint8 parity) = GroupSigner.keyOf(secret);
    vm.assertTrue(FrostVerifier.verify(x, parity, message, s.rx, s.ry, s.z), "signature");
    vm.assertTrue(FrostReference.verify(x, parity, _bytes(message), s.rx, s.ry, s.z), "reference");
    vm.assertEq(
      FrostVerifier.challenge(x, parity, message, s.rx, s.ry),
      FrostReference.challenge(x, parity, _bytes(message), s.rx, s.ry),
      "challenge"
    );
  }

  function testFuzz_oneChangedBitAnywhereIsRefused(uint256 secret, bytes32 message, uint8 part, uint8 bit)
    public
  {
    secret = secret % (N - 1) + 1;
    GroupSignature memory s = GroupSigner.sign(secret, message, 0);
    (uint256 x, uint8 parity) = GroupSigner.keyOf(secret);
    uint256 flip = 1 << bit;
    part = part % 5;
    if (part == 0) s.rx ^= flip;
    if (part == 1) s.ry ^= flip;
    if (part == 2) s.z ^= flip;
    if (part == 3) message ^= bytes32(flip);
    if (part == 4) parity ^= 1;
    vm.assertFalse(FrostVerifier.verify(x, parity, message, s.rx, s.ry, s.z));
    vm.assertFalse(FrostReference.verify(x, parity, _bytes(message), s.rx, s.ry, s.z));
  }

  function testFuzz_anyNumbersAreJudgedAlike(
    uint256 secret,
    bytes32 message,
    uint256 rx,
    uint256 ry,
    uint256 z
  ) public {
    (uint256 x, uint8 parity) = GroupSigner.keyOf(secret % (N - 1) + 1);
    vm.assertEq(
      FrostVerifier.verify(x, parity, message, rx, ry, z),
      FrostReference.verify(x, parity, _bytes(message), rx, ry, z),
      "judgement"
    );
  }

  function test_keysOffTheCurveOrBeyondTheGroupOrderAreUnusable() public view {
    // x = 5 has no point: 132 is no square. x = 1 has: 8 is one.
    vm.assertFalse(FrostVerifier.isUsableKey(5, 0));
    vm.assertTrue(FrostVerifier.isUsableKey(1, 0) && FrostVerifier.isUsableKey(1, 1));
    vm.assertFalse(FrostVerifier.isUsableKey(1, 2));
    vm.assertFalse(FrostVerifier.isUsableKey(0, 0));
    vm.assertFalse(FrostVerifier.isUsableKey(N, 0));
    vm.assertFalse(FrostVerifier.isUsableKey(P + 1, 0));
  }

  function testFuzz_everyPublicKeyIsUsable(uint256 secret) public {
    (uint256 x, uint8 parity) = GroupSigner.keyOf(secret % (N - 1) + 1);
    vm.assertTrue(FrostVerifier.isUsableKey(x, parity), "key");
  }

  function _judgeAll(string memory file, uint256 vectors, uint256 valid) private view {
    string memory json = vm.readFile(file);
    uint256 accepted = 0;
    uint256 count = 0;
    for (string memory path = "[0]"; vm.keyExistsJson(json, path); path = _path(count)) {
      accepted += _judge(json, path) ? 1 : 0;
      count++;
    }
    vm.assertEq(count, vectors, "vectors");
    vm.assertEq(accepted, valid, "valid vectors");
  }

  function _judge(string memory json, string memory path) private view returns (bool expected) {
    expected = vm.parseJsonBool(json, string.concat(path, ".valid"));
    string memory reason = vm.parseJsonString(json, string.concat(path, ".reason"));
    uint256 x = vm.parseJsonUint(json, string.concat(path, ".groupKeyX"));
    uint8 parity = uint8(vm.parseJsonUint(json, string.concat(path, ".groupKeyParity")));
    bytes32 message = vm.parseJsonBytes32(json, string.concat(path, ".message"));
    uint256 rx = vm.parseJsonUint(json, string.concat(path, ".rx"));
    uint256 ry = vm.parseJsonUint(json, string.concat(path, ".ry"));
    uint256 z = vm.parseJsonUint(json, string.concat(path, ".z"));
    vm.assertEq(FrostVerifier.verify(x, parity, message, rx, ry, z), expected, reason);
    vm.assertEq(FrostReference.verify(x, parity, _bytes(message), rx, ry, z), expected, reason);
  }

  function _path(uint256 index) private pure returns (string memory) {
    return string.concat("[", vm.toString(index), "]");
  }

  function _bytes(bytes32 message) private pure returns (bytes memory) {
    return abi.encodePacked(message);
  }

  function _word(bytes memory data, uint256 offset) private pure returns (uint256 value) {
    for (uint256 i = 0; i < 32; i++) {
      value = value << 8 | uint8(data[offset + i]);
    }
  }

  /// y of the curve point with this x and parity, by square and multiply.
  function _lift(uint256 x, uint8 parity) private pure returns (uint256 y) {
    uint256 base = addmod(mulmod(mulmod(x, x, P), x, P), 7, P);
    y = 1;
    for (uint256 e = (P + 1) / 4; e > 0; e >>= 1) {
      if (e & 1 == 1) {
        y = mulmod(y, base, P);
      }
      base = mulmod(base, base, P);
    }
    return y & 1 == parity ? y : P - y;
  }
}
