// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountBook} from "../../main/solidity/collateral/AccountBook.sol";
import {CollateralToken} from "../../main/solidity/devnet/CollateralToken.sol";
import {AccountLens} from "../../main/solidity/collateral/AccountLens.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {OddSupply} from "./support/OddSupply.sol";
import {vm} from "./support/Vm.sol";

contract AccountLensTest is NetworkFixture {
  function test_aHomeAccountReadsAsTheFormatSays() public {
    bytes32 account = gcm.accountId(alice, 7);
    usdc.mint(alice, 500);
    vm.prank(alice);
    usdc.approve(address(gcm), 500);
    vm.prank(alice);
    vm.expectEmit();
    emit AccountBook.AccountOpened(account, alice, 7);
    gcm.openAccount(7);
    vm.prank(alice);
    gcm.deposit(address(usdc), 500, 7);
    vm.prank(alice);
    gcm.requestWithdraw(7, address(usdc), 60);
    vm.prank(alice);
    gcm.linkHolder(7, OTHER_CHAIN, address(0xCAFE), address(0xF00D));
    vm.prank(alice);
    gcm.lockLine(7, OTHER_CHAIN, address(0xCAFE), 123);
    vm.prank(alice);
    gcm.approveVenue(account, address(this), 456);
    gcm.record(account, 0, 0, 9);
    bytes memory expected = bytes.concat(
      abi.encodePacked(alice, uint32(7), address(0), uint64(0), uint128(0), uint128(9)),
      abi.encodePacked(uint8(2), uint128(500), uint128(60), uint128(0), uint128(0)),
      abi.encodePacked(uint8(1), OTHER_CHAIN, address(0xCAFE), uint128(123)),
      abi.encodePacked(uint8(1), OTHER_CHAIN, address(0xCAFE), address(0xF00D)),
      abi.encodePacked(uint8(1), address(this), uint128(456))
    );
    vm.assertEq(gcm.readAccounts(_one(account)), expected);
  }

  function test_aHeldAccountReadsItsHolderAndAnUnknownOneIsEmpty() public {
    bytes32[] memory two = new bytes32[](2);
    bytes memory agreed =
      _linkSignature(aliceSecret, address(gcm), OTHER_CHAIN, address(0xCAFE), 3, bob);
    vm.prank(bob);
    two[0] = gcm.acceptLink(OTHER_CHAIN, address(0xCAFE), alice, 3, agreed);
    two[1] = keccak256("nobody");
    bytes memory expected = bytes.concat(
      abi.encodePacked(address(0), uint32(0), bob, uint64(0), uint128(0), uint128(0)),
      abi.encodePacked(uint8(2), uint128(0), uint128(0), uint128(0), uint128(0)),
      hex"000000",
      abi.encodePacked(address(0), uint32(0), address(0), uint64(0), uint128(0), uint128(0)),
      hex"00000000"
    );
    vm.assertEq(gcm.readAccounts(two), expected);
  }

  function test_aLockOnItsWayDownIsALineOnlyAsFarAsItStays() public {
    vm.prank(alice);
    gcm.lockLine(0, OTHER_CHAIN, address(0xCAFE), 100);
    vm.prank(alice);
    gcm.lockLine(0, 77, address(0xCAFE), 10);
    vm.prank(alice);
    gcm.requestUnlock(0, OTHER_CHAIN, address(0xCAFE), 40);
    vm.prank(alice);
    gcm.requestUnlock(0, 77, address(0xCAFE), 0);
    bytes memory expected = bytes.concat(
      abi.encodePacked(alice, uint32(0), address(0), uint64(0), uint128(0), uint128(70)),
      abi.encodePacked(uint8(2), uint128(0), uint128(0), uint128(0), uint128(0)),
      abi.encodePacked(uint8(1), OTHER_CHAIN, address(0xCAFE), uint128(40)),
      hex"0000"
    );
    vm.assertEq(gcm.readAccounts(_one(gcm.accountId(alice, 0))), expected);
  }

  function test_provenRequirementsAreRead() public {
    _deposit(alice, usdc, 1);
    _require(alice, 77);
    _publish(3, 900);
    _proveRequirement(0);
    bytes memory read = gcm.readAccounts(_one(gcm.accountId(alice, 0)));
    bytes memory expected = bytes.concat(
      abi.encodePacked(alice, uint32(0), address(0), uint64(3), uint128(77), uint128(0)),
      abi.encodePacked(uint8(2), uint128(1), uint128(0), uint128(0), uint128(0)),
      hex"000000"
    );
    vm.assertEq(read, expected);
  }

  function test_tokensAreReadInTheirOrderWithTheirSupplies() public {
    usdc.mint(bob, 5e15);
    weth.mint(alice, type(uint128).max);
    vm.assertEq(
      gcm.readTokens(),
      abi.encodePacked(
        address(usdc), uint8(6), uint128(5e15), address(weth), uint8(18), type(uint128).max
      )
    );
    weth.mint(alice, 1);
    vm.assertEq(_supplyAt(1), type(uint128).max, "saturated");
    weth.mint(alice, type(uint256).max - weth.totalSupply());
    vm.assertEq(_supplyAt(1), type(uint128).max, "saturated at the most");
  }

  function test_aTokenThatDoesNotTellItsSupplyReadsAsUnknown() public {
    OddSupply.Way[4] memory silent =
      [OddSupply.Way.MISSING, OddSupply.Way.REVERTS, OddSupply.Way.BURNS_ALL_GAS, OddSupply.Way.SHORT];
    for (uint256 i = 0; i < silent.length; i++) {
      _useTokens(silent[i], 7);
      vm.assertEq(_supplyAt(0), 0, "unknown");
      vm.assertEq(_supplyAt(1), 7e6, "the next token");
    }
    vm.etch(_useTokens(OddSupply.Way.LONG, 7), "");
    vm.assertEq(_supplyAt(0), 0, "without code");
    _useTokens(OddSupply.Way.LONG, 7);
    vm.assertEq(_supplyAt(0), 7, "the first word counts");
  }

  function test_aTokenThatReturnsAMegabyteCostsNoMoreThanItsGas() public {
    _useTokens(OddSupply.Way.ENORMOUS, 7);
    uint256 before = gasleft();
    vm.assertEq(_supplyAt(0), 0, "it cannot pay for that much memory");
    vm.assertLe(before - gasleft(), 400_000, "gas");
  }

  function test_aReadWithTooLittleGasFailsAndIsNotUnknown() public {
    vm.expectPartialRevert(AccountLens.TooLittleGas.selector);
    gcm.readTokens{gas: 350_000}();
    gcm.readTokens{gas: 600_000}();
  }

  /// @dev A GCM with the odd token and one that says 7e6.
  function _useTokens(OddSupply.Way way, uint256 told) private returns (address odd) {
    odd = address(new OddSupply(way, told));
    address[] memory tokens = new address[](2);
    tokens[0] = odd;
    tokens[1] = address(_token("Plain", "PLN", 6));
    gcm = _deployGcm(tokens);
    CollateralToken(tokens[1]).mint(bob, 7e6);
  }

  function _supplyAt(uint256 index) private view returns (uint256 supply) {
    bytes memory read = gcm.readTokens();
    vm.assertEq(read.length, 74, "two tokens");
    for (uint256 i = 0; i < 16; i++) {
      supply = supply << 8 | uint8(read[37 * index + 21 + i]);
    }
  }

  function test_listsOfAnAccountAreBounded() public {
    bytes32 account = gcm.accountId(alice, 0);
    vm.prank(alice);
    gcm.openAccount(0);
    for (uint160 i = 1; i <= 8; i++) {
      vm.prank(alice);
      gcm.approveVenue(account, address(i), 1);
      vm.prank(alice);
      gcm.lockLine(0, 5, address(i), 1);
      vm.prank(alice);
      gcm.linkHolder(0, 5, address(i), bob);
    }
    bytes memory full = abi.encodeWithSelector(AccountBook.TooManyEntries.selector, 8, 8);
    vm.prank(alice);
    vm.expectRevert(full);
    gcm.approveVenue(account, address(9), 1);
    vm.prank(alice);
    vm.expectRevert(full);
    gcm.lockLine(0, 5, address(9), 1);
    vm.prank(alice);
    vm.expectRevert(full);
    gcm.linkHolder(0, 5, address(9), bob);
    vm.prank(alice);
    vm.expectRevert(abi.encodeWithSelector(AccountBook.AlreadyLinked.selector, 5, address(1), bob));
    gcm.linkHolder(0, 5, address(1), alice);
  }

  function _one(bytes32 account) private pure returns (bytes32[] memory accounts) {
    accounts = new bytes32[](1);
    accounts[0] = account;
  }
}
