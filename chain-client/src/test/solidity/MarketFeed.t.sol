// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MarketFeed} from "../../main/solidity/feed/MarketFeed.sol";
import {Shipped} from "./support/Shipped.sol";
import {vm} from "./support/Vm.sol";

contract MarketFeedTest {
  uint64 private constant NOW = 1_704_712_781;
  MarketFeed private feed;

  function setUp() public {
    vm.warp(NOW);
    address[] memory publishers = new address[](1);
    publishers[0] = address(this);
    feed = MarketFeed(Shipped.deploy("MarketFeed", abi.encode(publishers)));
  }

  function test_quotesAndSviReadAsTheFormatSays() public {
    feed.publishSpot("ETH", 2_250e8, 999_000_000, NOW, -5);
    feed.publishSvi("ETH", NOW + 200, 2_260e8, 1, 2, -3, 4, 5, 6);
    (uint128[] memory strikes, uint64[] memory vols) = _quotes();
    feed.publishQuotes("ETH", NOW + 100, 2_255e8, strikes, vols);
    bytes memory expected = bytes.concat(
      abi.encodePacked(uint128(2_250e8), uint32(999_000_000), NOW, int64(-5)),
      abi.encodePacked(int64(0), uint128(0), uint64(0), uint16(2)),
      abi.encodePacked(NOW + 100, uint128(2_255e8), uint8(0), uint16(2)),
      abi.encodePacked(uint128(2_000e8), uint64(6e8), uint128(2_500e8), uint64(5e8)),
      abi.encodePacked(NOW + 200, uint128(2_260e8), uint8(1)),
      abi.encodePacked(int64(1), int64(2), int64(-3), int64(4), int64(5), uint64(6))
    );
    vm.assertEq(feed.read("ETH"), expected);
  }

  function test_termsStandBetweenTheSpotAndTheSlices() public {
    feed.publishSpot("STETH", 2_250e8, 1e9, NOW, 3);
    feed.publishTerms("STETH", -100_000, type(uint128).max, 1_170_000_000);
    bytes memory head = abi.encodePacked(uint128(2_250e8), uint32(1e9), NOW, int64(3));
    vm.assertEq(
      feed.read("STETH"),
      bytes.concat(
        head,
        abi.encodePacked(int64(-100_000), type(uint128).max, uint64(1_170_000_000), uint16(0))
      )
    );
    feed.publishSpot("STETH", 2_251e8, 1e9, NOW, 3);
    feed.publishTerms("STETH", type(int64).min, 0, uint64(type(int64).max));
    head = abi.encodePacked(uint128(2_251e8), uint32(1e9), NOW, int64(3));
    vm.assertEq(
      feed.read("STETH"),
      bytes.concat(
        head, abi.encodePacked(type(int64).min, uint128(0), uint64(type(int64).max), uint16(0))
      )
    );
  }

  function test_termsOfAnUnknownAssetAndNonsenseAreRefused() public {
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.UnknownAsset.selector, bytes16("ETH")));
    feed.publishTerms("ETH", 1, 1, 1);
    vm.expectRevert(
      abi.encodeWithSelector(MarketFeed.BadConfidence.selector, 1_000_000_001, 1_000_000_000)
    );
    feed.publishSpot("ETH", 1, 1_000_000_001, NOW, 0);
    feed.publishSpot("ETH", 1, 1e9, NOW, 0);
    uint64 limit = uint64(type(int64).max);
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.BadRedemption.selector, limit + 1, limit));
    feed.publishTerms("ETH", 1, 1, limit + 1);
  }

  function test_aSliceOfAPastExpiryCarriesTheSettlementPrice() public {
    feed.publishSpot("ETH", 2_250e8, 1e9, NOW, 0);
    (uint128[] memory strikes, uint64[] memory vols) = _quotes();
    feed.publishQuotes("ETH", NOW + 100, 2_255e8, strikes, vols);
    uint256 before = feed.read("ETH").length;
    vm.warp(NOW + 160);
    feed.publishQuotes("ETH", NOW + 100, 2_301e8, strikes, vols);
    bytes memory data = feed.read("ETH");
    vm.assertEq(data.length, before, "replaced");
    bytes memory settled = abi.encodePacked(NOW + 100, uint128(2_301e8));
    for (uint256 i = 0; i < 24; i++) {
      vm.assertEq(uint8(data[70 + i]), uint8(settled[i]));
    }
  }

  function test_anUnknownAssetReadsEmpty() public view {
    vm.assertEq(feed.read("DOGE"), "");
  }

  function test_aSliceIsReplacedAndDropped() public {
    feed.publishSpot("ETH", 2_250e8, 0, NOW, 0);
    (uint128[] memory strikes, uint64[] memory vols) = _quotes();
    feed.publishQuotes("ETH", NOW + 300, 1, strikes, vols);
    feed.publishQuotes("ETH", NOW + 100, 1, strikes, vols);
    feed.publishQuotes("ETH", NOW + 200, 1, strikes, vols);
    uint256 three = feed.read("ETH").length;
    feed.publishQuotes("ETH", NOW + 200, 2, strikes, vols);
    vm.assertEq(feed.read("ETH").length, three, "replaced");
    feed.dropSlice("ETH", NOW + 100);
    feed.dropSlice("ETH", NOW + 300);
    bytes memory expected = bytes.concat(
      abi.encodePacked(uint128(2_250e8), uint32(0), NOW, int64(0)),
      abi.encodePacked(int64(0), uint128(0), uint64(0), uint16(1)),
      abi.encodePacked(NOW + 200, uint128(2), uint8(0), uint16(2)),
      abi.encodePacked(uint128(2_000e8), uint64(6e8), uint128(2_500e8), uint64(5e8))
    );
    vm.assertEq(feed.read("ETH"), expected);
    vm.expectPartialRevert(MarketFeed.UnknownSlice.selector);
    feed.dropSlice("ETH", NOW + 100);
  }

  function testFuzz_expiriesAlwaysRise(uint32[12] calldata expiries) public {
    feed.publishSpot("ETH", 1, 0, NOW, 0);
    for (uint256 i = 0; i < 12; i++) {
      feed.publishSvi("ETH", uint64(expiries[i]) + 1, 1, 1, 1, 1, 1, 1, 1);
    }
    bytes memory data = feed.read("ETH");
    uint256 previous = 0;
    for (uint256 offset = 70; offset < data.length; offset += 73) {
      uint256 expiry = 0;
      for (uint256 i = 0; i < 8; i++) {
        expiry = expiry << 8 | uint8(data[offset + i]);
      }
      vm.assertTrue(expiry > previous, "rising");
      previous = expiry;
    }
  }

  function test_onlyPublishersWrite() public {
    vm.prank(address(1));
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.NotPublisher.selector, address(1)));
    feed.publishSpot("ETH", 1, 0, NOW, 0);
    vm.prank(address(1));
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.NotPublisher.selector, address(1)));
    feed.dropSlice("ETH", 1);
    vm.prank(address(1));
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.NotPublisher.selector, address(1)));
    feed.publishTerms("ETH", 1, 1, 1);
  }

  function test_timeNeverGoesBackNorAhead() public {
    feed.publishSpot("ETH", 1, 0, NOW, 0);
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.BadTime.selector, NOW - 1, NOW, NOW));
    feed.publishSpot("ETH", 1, 0, NOW - 1, 0);
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.BadTime.selector, NOW + 1, NOW, NOW));
    feed.publishSpot("ETH", 1, 0, NOW + 1, 0);
  }

  function test_slicesThatMakeNoSenseAreRefused() public {
    (uint128[] memory strikes, uint64[] memory vols) = _quotes();
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.UnknownAsset.selector, bytes16("ETH")));
    feed.publishQuotes("ETH", NOW, 1, strikes, vols);
    feed.publishSpot("ETH", 1, 0, NOW, 0);
    strikes[1] = strikes[0];
    _expectBadSlice(NOW, 1);
    feed.publishQuotes("ETH", NOW, 1, strikes, vols);
    (strikes, vols) = _quotes();
    vols[0] = 0;
    _expectBadSlice(NOW, 0);
    feed.publishQuotes("ETH", NOW, 1, strikes, vols);
    _expectBadSlice(NOW, 2);
    feed.publishQuotes("ETH", NOW, 1, strikes, new uint64[](1));
    _expectBadSlice(NOW, 0);
    feed.publishQuotes("ETH", NOW, 1, new uint128[](0), new uint64[](0));
    _expectBadSlice(NOW, 0);
    feed.publishSvi("ETH", NOW, 1, 0, 1, 1e12, 0, 1, 1);
    _expectBadSlice(0, 0);
    feed.publishSvi("ETH", 0, 1, 0, 1, 0, 0, 1, 1);
    uint64 tooLarge = 1 << 63;
    _expectBadSlice(tooLarge, 0);
    feed.publishSvi("ETH", tooLarge, 1, 0, 1, 0, 0, 1, 1);
    _expectBadSlice(NOW, 0);
    feed.publishSvi("ETH", NOW, 1, 0, 1, 0, 0, 1, tooLarge);
    (strikes, vols) = _quotes();
    vols[1] = tooLarge;
    _expectBadSlice(NOW, 1);
    feed.publishQuotes("ETH", NOW, 1, strikes, vols);
  }

  function test_slicesAreBounded() public {
    feed.publishSpot("ETH", 1, 0, NOW, 0);
    for (uint64 i = 1; i <= 64; i++) {
      feed.publishSvi("ETH", i, 1, 1, 1, 1, 1, 1, 1);
    }
    vm.expectRevert(abi.encodeWithSelector(MarketFeed.TooManySlices.selector, 64));
    feed.publishSvi("ETH", 65, 1, 1, 1, 1, 1, 1, 1);
  }

  function _expectBadSlice(uint64 expiry, uint256 node) private {
    vm.expectRevert(
      abi.encodeWithSelector(MarketFeed.BadSlice.selector, bytes16("ETH"), expiry, node)
    );
  }

  function _quotes() private pure returns (uint128[] memory strikes, uint64[] memory vols) {
    strikes = new uint128[](2);
    vols = new uint64[](2);
    (strikes[0], strikes[1], vols[0], vols[1]) = (2_000e8, 2_500e8, 6e8, 5e8);
  }
}
