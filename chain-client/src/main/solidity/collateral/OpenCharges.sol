// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Charges of an account that no proven requirement has seen yet
/// @notice A bounded list. Charges of one venue in one block are one entry; when the list is full, a new charge joins an
/// older entry and takes it along to the present block, which only makes it last longer.
library OpenCharges {
  uint256 internal constant MAX_OPEN = 16;

  /// @notice One entry.
  struct Charge {
    uint128 amountE6;
    uint64 blockNumber;
    uint32 venueIndex;
  }

  /// @notice All of an account's entries; only the first `open` count.
  struct Book {
    uint128 totalE6;
    uint8 open;
    Charge[MAX_OPEN] entries;
  }

  /// @notice Adds a charge of the present block.
  function add(Book storage book, uint32 venueIndex, uint128 amountE6) internal {
    uint256 open = book.open;
    uint256 target = _entryFor(book, open, venueIndex);
    uint128 before = target < open ? book.entries[target].amountE6 : 0;
    book.entries[target] = Charge(_plus(before, amountE6), uint64(block.number), venueIndex);
    book.totalE6 = _plus(book.totalE6, amountE6);
    if (target == open) {
      book.open = uint8(open + 1);
    }
  }

  /// @notice Drops what was charged in `blockNumber` or before.
  function dropUntil(Book storage book, uint64 blockNumber) internal {
    uint256 open = book.open;
    if (open == 0) {
      return;
    }
    uint256 kept = 0;
    uint128 totalE6 = 0;
    for (uint256 i = 0; i < open; i++) {
      Charge memory entry = book.entries[i];
      if (entry.blockNumber > blockNumber) {
        totalE6 = _plus(totalE6, entry.amountE6);
        if (kept != i) {
          book.entries[kept] = entry;
        }
        kept++;
      }
    }
    if (kept != open) {
      book.open = uint8(kept);
      book.totalE6 = totalE6;
    }
  }

  /// @notice Sum of a venue's open charges.
  function ofVenue(Book storage book, uint32 venueIndex) internal view returns (uint128 sumE6) {
    uint256 open = book.open;
    for (uint256 i = 0; i < open; i++) {
      Charge memory entry = book.entries[i];
      if (entry.venueIndex == venueIndex) {
        sumE6 = _plus(sumE6, entry.amountE6);
      }
    }
  }

  /// @dev This block's entry of the venue, else a new one; if there is no room, the venue's last one, else the last.
  function _entryFor(Book storage book, uint256 open, uint32 venueIndex)
    private
    view
    returns (uint256)
  {
    uint256 last = open;
    for (uint256 i = 0; i < open; i++) {
      Charge memory entry = book.entries[i];
      if (entry.venueIndex == venueIndex) {
        last = i;
        if (entry.blockNumber == block.number) {
          return i;
        }
      }
    }
    if (open < MAX_OPEN) {
      return open;
    }
    return last < open ? last : open - 1;
  }

  function _plus(uint128 a, uint128 b) private pure returns (uint128) {
    return uint128(Math.min(uint256(a) + b, type(uint128).max));
  }
}
