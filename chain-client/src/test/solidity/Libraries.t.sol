// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ByteBuffer} from "../../main/solidity/bytes/ByteBuffer.sol";
import {Bound, MarginMath} from "../../main/solidity/collateral/MarginMath.sol";
import {OpenCharges} from "../../main/solidity/collateral/OpenCharges.sol";
import {vm} from "./support/Vm.sol";

contract ByteBufferTest {
  using ByteBuffer for ByteBuffer.Buffer;

  function testFuzz_appendingEqualsConcatenating(bytes[] calldata pieces, uint8 capacity) public pure {
    ByteBuffer.Buffer memory buffer = ByteBuffer.create(capacity);
    ByteBuffer.Buffer memory nested = ByteBuffer.create(0);
    bytes memory plain;
    for (uint256 i = 0; i < pieces.length; i++) {
      buffer.append(pieces[i]);
      nested.append(pieces[i]);
      plain = bytes.concat(plain, pieces[i]);
    }
    buffer.appendBuffer(nested);
    vm.assertEq(buffer.take(), bytes.concat(plain, plain));
  }
}

contract MarginMathTest {
  function test_aWorkedHaircut() public pure {
    // 1.5 WETH at 2,250.12345678, haircut 12.5 %: 1.5 * 2250.12345678 * 0.875 = 2953.287037...
    vm.assertEq(
      MarginMath.haircutValueE6(1.5e18, 18, 225_012_345_678, 125_000_000), 2_953_287_037, "value"
    );
    vm.assertEq(MarginMath.haircutValueE6(1, 6, 1e8, 0), 1, "smallest unit");
    vm.assertEq(MarginMath.haircutValueE6(1, 6, 1e8, 1), 0, "rounds down");
    vm.assertEq(MarginMath.haircutValueE6(type(uint128).max, 6, 1e8, 2e9), 0, "haircut above one");
  }

  function testFuzz_valuesNeverFail(uint128 amount, uint8 decimals, uint128 price, uint32 haircut)
    public
    pure
  {
    decimals = decimals % 31;
    uint256 value = MarginMath.haircutValueE6(amount, decimals, price, haircut);
    vm.assertLe(value, MarginMath.haircutValueE6(amount, decimals, price, 0));
  }

  /// Against a plain formula, where numbers are small enough for one.
  function testFuzz_chargesEqualThePlainFormula(
    uint64 mark,
    uint64 side,
    uint64 lot,
    int64 quantity,
    int64 cash
  ) public pure {
    vm.assume(lot != 0);
    int256 q = int256(quantity);
    uint256 size = uint256(q < 0 ? -q : q);
    uint256 lots = (size + lot - 1) / lot * lot;
    uint256 expected = (lots * side + 1e18 - 1) / 1e18;
    int256 lost = int256(cash) * 1e18 - int256(uint256(mark)) * q;
    if (lost > 0) {
      expected += (uint256(lost) + 1e18 - 1) / 1e18;
    }
    // The other side's bound must not matter.
    Bound memory bound = Bound(mark, q > 0 ? side : 77, q > 0 ? 77 : side, lot, 1);
    vm.assertEq(MarginMath.chargeE6(bound, quantity, cash), expected, "charge");
  }

  function testFuzz_chargesNeverFail(Bound memory bound, int256 quantity, int256 cash) public pure {
    bound.markE6 = bound.markE6 % (MarginMath.MAX_MARK_E6 + 1);
    uint128 charge = MarginMath.chargeE6(bound, quantity, cash);
    if (cash > 0 && quantity == 0 && cash <= type(int128).max) {
      vm.assertEq(charge, uint256(cash), "cash alone");
    }
  }
}

/// A contract of its own: within one contract the compiler takes the block number for constant.
contract ChargeBook {
  using OpenCharges for OpenCharges.Book;

  OpenCharges.Book private book;

  function add(uint32 venueIndex, uint128 amountE6) external {
    book.add(venueIndex, amountE6);
  }

  function dropUntil(uint64 blockNumber) external {
    book.dropUntil(blockNumber);
  }

  function ofVenue(uint32 venueIndex) external view returns (uint128) {
    return book.ofVenue(venueIndex);
  }

  function totalE6() external view returns (uint128) {
    return book.totalE6;
  }

  function open() external view returns (uint8) {
    return book.open;
  }
}

contract OpenChargesTest {
  ChargeBook private book;

  function setUp() public {
    book = new ChargeBook();
  }

  /// Whatever happens, no charge ends before a pin that has seen it.
  function testFuzz_noChargeEndsEarly(uint32[24] calldata amounts, uint8[24] calldata steps) public {
    uint64[24] memory blocks;
    uint64 current = 1;
    for (uint256 i = 0; i < 24; i++) {
      current += steps[i] % 4;
      vm.roll(current);
      book.add(steps[i] % 3, amounts[i]);
      blocks[i] = current;
    }
    for (uint64 pin = 0; pin <= current; pin++) {
      uint256 unseen = 0;
      for (uint256 i = 0; i < 24; i++) {
        unseen += blocks[i] > pin ? amounts[i] : 0;
      }
      book.dropUntil(pin);
      vm.assertLe(unseen, book.totalE6(), "every unseen charge counts");
      vm.assertEq(
        book.totalE6(),
        uint256(book.ofVenue(0)) + book.ofVenue(1) + book.ofVenue(2),
        "venues sum to the total"
      );
    }
    vm.assertEq(book.totalE6(), 0, "all are seen in the end");
    vm.assertEq(book.open(), 0, "none is left");
  }

  function test_aVenueWithoutAnEntryJoinsTheLastWhenTheListIsFull() public {
    for (uint64 i = 0; i < 16; i++) {
      vm.roll(i + 1);
      book.add(1, 10);
    }
    vm.roll(20);
    book.add(2, 5);
    vm.assertEq(book.open(), 16, "bounded");
    book.dropUntil(19);
    vm.assertEq(book.totalE6(), 15, "the entry it joined lasts as long");
  }
}
