// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GuardState} from "../../main/solidity/collateral/GuardState.sol";
import {BoundLeaf} from "../../main/solidity/round/RoundTypes.sol";
import {MatchedVenue} from "../../main/solidity/venue/MatchedVenue.sol";
import {OptionsVenue} from "../../main/solidity/venue/OptionsVenue.sol";
import {PerpetualsVenue} from "../../main/solidity/venue/PerpetualsVenue.sol";
import {PositionLedger} from "../../main/solidity/venue/PositionLedger.sol";
import {NetworkFixture} from "./support/NetworkFixture.sol";
import {Shipped} from "./support/Shipped.sol";
import {vm} from "./support/Vm.sol";

contract VenuesTest is NetworkFixture {
  uint256 private constant ALICE_SECRET = 0xA;
  uint256 private constant BOB_SECRET = 0xB;
  PerpetualsVenue private perpetuals;
  OptionsVenue private options;
  bytes32 private alices;
  bytes32 private bobs;

  function setUp() public override {
    super.setUp();
    alice = vm.addr(ALICE_SECRET);
    bob = vm.addr(BOB_SECRET);
    perpetuals = PerpetualsVenue(
      Shipped.deploy("PerpetualsVenue", abi.encode(gcm, address(this)))
    );
    options =
      OptionsVenue(Shipped.deploy("OptionsVenue", abi.encode(gcm, address(this))));
    bytes16[] memory assets = new bytes16[](2);
    assets[0] = "ETH";
    assets[1] = "BTC";
    perpetuals.listPerpetuals(assets);
    alices = _account(alice);
    bobs = _account(bob);
    boundLeaves.push(BoundLeaf(perpetuals.instrumentId(1), 2_250e6, 400e6, 400e6, 1e14));
    vm.roll(1001);
    _publish(1, 1000);
    _proveRequirement(0);
    _proveRequirement(1);
    _proveCollaterals();
    _proveBound(gcm, 0);
  }

  function test_aTradeBothSidesSignedMovesPositionCashAndCharges() public {
    MatchedVenue.Trade memory trade = _trade(1, 2e18, 2_251e6);
    bytes32 digest = perpetuals.tradeDigest(trade);
    perpetuals.settleTrade(trade, _ecdsa(ALICE_SECRET, digest), _ecdsa(BOB_SECRET, digest));
    vm.assertEq(perpetuals.positionOf(alices, 1), int256(2e18));
    vm.assertEq(perpetuals.positionOf(bobs, 1), -int256(2e18));
    vm.assertEq(perpetuals.positionOf(alices, 0), -int256(4_502e18));
    vm.assertEq(perpetuals.positionOf(bobs, 0), int256(4_502e18));
    // Two units at 400 each, and the buyer paid 1 above the mark for each.
    vm.assertEq(gcm.openChargesE6(alices), 802e6, "buyer");
    vm.assertEq(gcm.openChargesE6(bobs), 800e6, "seller");
    vm.assertEq(perpetuals.nonces(alices), 1, "nonce");
  }

  function test_anAgreementSettlesOnce() public {
    MatchedVenue.Trade memory trade = _trade(1, 1e18, 2_250e6);
    bytes32 digest = perpetuals.tradeDigest(trade);
    bytes memory byAlice = _ecdsa(ALICE_SECRET, digest);
    bytes memory byBob = _ecdsa(BOB_SECRET, digest);
    perpetuals.settleTrade(trade, byAlice, byBob);
    vm.expectRevert(abi.encodeWithSelector(MatchedVenue.NotAgreed.selector, alices, alice, 1));
    perpetuals.settleTrade(trade, byAlice, byBob);
  }

  function test_theSideThatSendsNeedNotSign() public {
    MatchedVenue.Trade memory trade = _trade(1, 1e18, 2_250e6);
    bytes memory byBob = _ecdsa(BOB_SECRET, perpetuals.tradeDigest(trade));
    vm.prank(alice);
    perpetuals.settleTrade(trade, "", byBob);
    vm.assertEq(perpetuals.positionOf(alices, 1), int256(1e18));
  }

  function test_aSideThatDidNotAgreeIsNotTraded() public {
    MatchedVenue.Trade memory trade = _trade(1, 1e18, 2_250e6);
    bytes memory byAlice = _ecdsa(ALICE_SECRET, perpetuals.tradeDigest(trade));
    vm.expectRevert(abi.encodeWithSelector(MatchedVenue.NotAgreed.selector, bobs, bob, 0));
    perpetuals.settleTrade(trade, byAlice, byAlice);
    trade.priceE6++;
    vm.expectRevert(abi.encodeWithSelector(MatchedVenue.NotAgreed.selector, alices, alice, 0));
    perpetuals.settleTrade(trade, byAlice, byAlice);
    trade.buyer = keccak256("nobody");
    vm.expectRevert(abi.encodeWithSelector(MatchedVenue.UnknownTrader.selector, trade.buyer));
    perpetuals.settleTrade(trade, byAlice, byAlice);
  }

  function test_aSignatureForOneVenueOrChainIsWorthNothingOnAnother() public {
    MatchedVenue.Trade memory trade = _trade(1, 1e18, 2_250e6);
    bytes32 digest = perpetuals.tradeDigest(trade);
    vm.assertTrue(options.tradeDigest(trade) != digest);
    vm.chainId(OTHER_CHAIN);
    vm.assertTrue(perpetuals.tradeDigest(trade) != digest);
  }

  function test_aTradeBeyondFreeCollateralMovesNothing() public {
    MatchedVenue.Trade memory trade = _trade(1, 30e18, 2_250e6);
    bytes32 digest = perpetuals.tradeDigest(trade);
    bytes memory byAlice = _ecdsa(ALICE_SECRET, digest);
    bytes memory byBob = _ecdsa(BOB_SECRET, digest);
    vm.expectPartialRevert(GuardState.InsufficientMargin.selector);
    perpetuals.settleTrade(trade, byAlice, byBob);
    vm.assertEq(perpetuals.positionOf(alices, 1), int256(0));
    vm.assertEq(gcm.openChargesE6(alices), 0, "nothing charged");
  }

  function test_whatCannotTradeIsRefused() public {
    _expectRefused(_trade(0, 1, 1), abi.encodeWithSelector(MatchedVenue.NotTradable.selector, 0, 0));
    _expectRefused(_trade(1, 0, 1), abi.encodeWithSelector(MatchedVenue.ZeroQuantity.selector));
    _expectRefused(
      _trade(3, 1, 1), abi.encodeWithSelector(PositionLedger.UnknownInstrument.selector, 3, 3)
    );
    MatchedVenue.Trade memory trade = _trade(1, 1, 1);
    trade.deadline = START_TIME - 1;
    _expectRefused(
      trade,
      abi.encodeWithSelector(MatchedVenue.DeadlinePassed.selector, START_TIME - 1, START_TIME)
    );
    trade = _trade(1, 1, 1);
    trade.seller = alices;
    _expectRefused(trade, abi.encodeWithSelector(MatchedVenue.SameAccount.selector, alices));
  }

  function test_expiredOptionsDoNotTrade() public {
    uint128[] memory strikes = new uint128[](1);
    strikes[0] = 2_300e8;
    options.listOptions("ETH", START_TIME + 60, strikes);
    vm.warp(START_TIME + 60);
    vm.expectRevert(
      abi.encodeWithSelector(MatchedVenue.NotTradable.selector, 1, START_TIME + 60)
    );
    options.settleTrade(_trade(1, 1, 1), "", "");
  }

  function test_instrumentsReadAsTheFormatSays() public {
    uint128[] memory strikes = new uint128[](2);
    strikes[0] = 2_200e8;
    strikes[1] = 2_300e8;
    uint64 expiry = START_TIME + 86_400;
    options.listOptions("ETH", expiry, strikes);
    vm.assertEq(options.instrumentCount(), 5, "cash, two calls, two puts");
    bytes memory expected = bytes.concat(
      _packed(0, "USD", 0, 0),
      _packed(4, "ETH", expiry, 2_200e8),
      _packed(5, "ETH", expiry, 2_200e8),
      _packed(4, "ETH", expiry, 2_300e8),
      _packed(5, "ETH", expiry, 2_300e8)
    );
    vm.assertEq(expected.length, 5 * 73, "width");
    vm.assertEq(options.readInstruments(0, 100), expected);
    vm.assertEq(options.readInstruments(4, type(uint256).max), _packed(5, "ETH", expiry, 2_300e8));
    vm.assertEq(options.readInstruments(5, 1), "");
  }

  function test_coinOptionsAreListedInPairsBesideCashOptionsOfTheSameStrike() public {
    uint128[] memory strikes = new uint128[](1);
    strikes[0] = 2_200e8;
    uint64 expiry = START_TIME + 86_400;
    options.listOptions("ETH", expiry, strikes);
    options.listCoinOptions("ETH", expiry, strikes);
    bytes memory expected =
      bytes.concat(_packed(10, "ETH", expiry, 2_200e8), _packed(11, "ETH", expiry, 2_200e8));
    vm.assertEq(options.readInstruments(3, 2), expected);
    vm.expectPartialRevert(PositionLedger.AlreadyListed.selector);
    options.listCoinOptions("ETH", expiry, strikes);
    vm.expectPartialRevert(OptionsVenue.BadListing.selector);
    options.listCoinOptions("ETH", START_TIME, strikes);
  }

  function test_inverseContractsAreListedBesideLinearOnesAndTheirCoin() public {
    bytes16[] memory assets = new bytes16[](1);
    assets[0] = "ETH";
    uint64[] memory expiries = new uint64[](1);
    expiries[0] = START_TIME + 86_400;
    perpetuals.listCoins(assets);
    perpetuals.listInversePerpetuals(assets);
    perpetuals.listInverseFutures("ETH", expiries);
    bytes memory expected = bytes.concat(
      _packedAt(address(perpetuals), 1, "ETH", 0, 0),
      _packedAt(address(perpetuals), 8, "ETH", 0, 0),
      _packedAt(address(perpetuals), 9, "ETH", expiries[0], 0)
    );
    vm.assertEq(perpetuals.readInstruments(3, 10), expected);
    expiries[0] = START_TIME;
    vm.expectPartialRevert(PerpetualsVenue.BadExpiry.selector);
    perpetuals.listInverseFutures("ETH", expiries);
    vm.prank(bob);
    vm.expectRevert(abi.encodeWithSelector(PositionLedger.NotLister.selector, bob, address(this)));
    perpetuals.listInversePerpetuals(assets);
  }

  /// A long of 1,000 dollars at 2,500: 1,000 units sold at a dollar, 0.4 coins bought at 2,500; no cash is left over.
  function test_anInverseLongIsUnitsSoldAndCoinsBought() public {
    bytes16[] memory assets = new bytes16[](1);
    assets[0] = "ETH";
    perpetuals.listCoins(assets);
    perpetuals.listInversePerpetuals(assets);
    boundLeaves.push(BoundLeaf(perpetuals.instrumentId(3), 2_500e6, 400e6, 400e6, 1e14));
    boundLeaves.push(BoundLeaf(perpetuals.instrumentId(4), 1e6, 0, 0, 1e18));
    _publish(2, 1000);
    _proveBound(gcm, 1);
    _proveBound(gcm, 2);
    MatchedVenue.Trade memory units = _trade(4, 1_000e18, 1e6);
    (units.buyer, units.seller) = (bobs, alices);
    bytes32 digest = perpetuals.tradeDigest(units);
    perpetuals.settleTrade(units, _ecdsa(BOB_SECRET, digest), _ecdsa(ALICE_SECRET, digest));
    _settleAs(_trade(3, 4e17, 2_500e6));
    vm.assertEq(perpetuals.positionOf(alices, 4), -int256(1_000e18));
    vm.assertEq(perpetuals.positionOf(alices, 3), int256(4e17));
    vm.assertEq(perpetuals.positionOf(alices, 0), int256(0));
    vm.assertEq(gcm.openChargesE6(alices), 160e6, "the coins' bound");
  }

  function test_positionsReadAsTheFormatSays() public {
    _settle(2, 3e18, 40_000e6);
    _settle(1, 1e18, 2_250e6);
    bytes32[] memory accounts = new bytes32[](3);
    accounts[0] = bobs;
    accounts[1] = keccak256("nobody");
    accounts[2] = alices;
    int128 cash = 3 * 40_000e18 + 2_250e18;
    bytes memory expected = bytes.concat(
      abi.encodePacked(uint16(3), uint32(0), cash),
      abi.encodePacked(uint32(1), -int128(1e18), uint32(2), -int128(3e18)),
      abi.encodePacked(uint16(0)),
      abi.encodePacked(uint16(3), uint32(0), -cash),
      abi.encodePacked(uint32(1), int128(1e18), uint32(2), int128(3e18))
    );
    vm.assertEq(perpetuals.readPositions(accounts), expected);
  }

  function test_aClosedPositionIsLeftOut() public {
    _settle(1, 1e18, 2_250e6);
    MatchedVenue.Trade memory back = _trade(1, 1e18, 2_250e6);
    (back.buyer, back.seller) = (bobs, alices);
    bytes32 digest = perpetuals.tradeDigest(back);
    perpetuals.settleTrade(back, _ecdsa(BOB_SECRET, digest), _ecdsa(ALICE_SECRET, digest));
    bytes32[] memory accounts = new bytes32[](1);
    accounts[0] = alices;
    vm.assertEq(perpetuals.readPositions(accounts), hex"0000");
  }

  function test_hundredsOfOptionsFitOneTransaction() public {
    uint128[] memory strikes = new uint128[](125);
    for (uint128 i = 0; i < 125; i++) {
      strikes[i] = (i + 1) * 50e8;
    }
    uint256 before = gasleft();
    options.listOptions("BTC", START_TIME + 1, strikes);
    vm.assertLe(before - gasleft(), 15_000_000, "gas");
    vm.assertEq(options.instrumentCount(), 251, "listed");
    vm.assertEq(options.readInstruments(0, 251).length, 251 * 73, "read");
  }

  function test_onlyTheListerListsAndNothingTwice() public {
    bytes16[] memory assets = new bytes16[](1);
    assets[0] = "ETH";
    bytes32 id = perpetuals.instrumentId(1);
    vm.expectRevert(abi.encodeWithSelector(PositionLedger.AlreadyListed.selector, id));
    perpetuals.listPerpetuals(assets);
    vm.prank(bob);
    vm.expectRevert(abi.encodeWithSelector(PositionLedger.NotLister.selector, bob, address(this)));
    perpetuals.listPerpetuals(assets);
    bytes16[4] memory bad = [bytes16(0), "eth", "A B", hex"4100420000"];
    for (uint256 i = 0; i < 4; i++) {
      assets[0] = bad[i];
      vm.expectRevert(abi.encodeWithSelector(PositionLedger.BadAsset.selector, bad[i]));
      perpetuals.listPerpetuals(assets);
    }
    uint64[] memory past = new uint64[](1);
    past[0] = START_TIME;
    vm.expectRevert(
      abi.encodeWithSelector(PerpetualsVenue.BadExpiry.selector, START_TIME, START_TIME)
    );
    perpetuals.listFutures("ETH", past);
  }

  function testFuzz_everyInstrumentSumsToZero(uint96 quantity, uint48 price) public {
    vm.prank(alice);
    gcm.approveVenue(alices, address(perpetuals), type(uint128).max);
    quantity = quantity % 4e18 + 1;
    price = price % 3_000e6;
    uint256 cash = uint256(price) * quantity / 1e6;
    MatchedVenue.Trade memory trade = _trade(1, quantity, price);
    bytes32 digest = perpetuals.tradeDigest(trade);
    bytes memory byAlice = _ecdsa(ALICE_SECRET, digest);
    bytes memory byBob = _ecdsa(BOB_SECRET, digest);
    try perpetuals.settleTrade(trade, byAlice, byBob) {
      vm.assertEq(perpetuals.positionOf(alices, 0), -int256(cash));
    } catch {
      vm.assertEq(perpetuals.positionOf(alices, 0), int256(0));
    }
    for (uint256 i = 0; i < 2; i++) {
      vm.assertEq(
        int256(perpetuals.positionOf(alices, i)) + perpetuals.positionOf(bobs, i), int256(0)
      );
    }
  }

  function _account(address owner) private returns (bytes32 account) {
    _deposit(owner, usdc, 10_000e6);
    _require(owner, 1_000e6);
    account = gcm.accountId(owner, 0);
    vm.prank(owner);
    gcm.approveVenue(account, address(perpetuals), 8_000e6);
  }

  function _trade(uint32 index, uint128 quantityE18, uint128 priceE6)
    private
    view
    returns (MatchedVenue.Trade memory)
  {
    return MatchedVenue.Trade(index, alices, bobs, quantityE18, priceE6, START_TIME + 600);
  }

  function _settle(uint32 index, uint128 quantityE18, uint128 priceE6) private {
    if (index == 2 && boundLeaves.length == 1) {
      boundLeaves.push(BoundLeaf(perpetuals.instrumentId(2), 40_000e6, 1e6, 1e6, 1e14));
      _publish(2, 1000);
      _proveBound(gcm, 1);
    }
    _settleAs(_trade(index, quantityE18, priceE6));
  }

  function _settleAs(MatchedVenue.Trade memory trade) private {
    bytes32 digest = perpetuals.tradeDigest(trade);
    perpetuals.settleTrade(trade, _ecdsa(ALICE_SECRET, digest), _ecdsa(BOB_SECRET, digest));
  }

  function _expectRefused(MatchedVenue.Trade memory trade, bytes memory reason) private {
    vm.expectRevert(reason);
    perpetuals.settleTrade(trade, "", "");
  }

  function _packed(uint8 kind, bytes16 asset, uint64 expiry, uint128 strikeE8)
    private
    view
    returns (bytes memory)
  {
    return _packedAt(address(options), kind, asset, expiry, strikeE8);
  }

  function _packedAt(address venue, uint8 kind, bytes16 asset, uint64 expiry, uint128 strikeE8)
    private
    pure
    returns (bytes memory)
  {
    bytes32 id = keccak256(abi.encode(HOME_CHAIN, venue, kind, asset, expiry, strikeE8));
    return abi.encodePacked(id, kind, asset, expiry, strikeE8);
  }
}
