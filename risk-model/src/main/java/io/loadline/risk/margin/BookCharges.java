package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/**
 * Charges on a book's positions over all venues, or at one of them.
 *
 * @param lines per slot of the book; zero where the asset is not held there
 * @param risksUsdE24 per group, and last of the root
 * @param coreUsdE24 the core with netting
 */
record BookCharges(List<AssetLines> lines, List<BigInteger> risksUsdE24, BigInteger coreUsdE24) {

  static BookCharges of(
      List<AssetLines> lines, List<BigInteger> risksUsdE24, boolean isShortOptionFloor) {
    var risk = risksUsdE24.getLast().add(sum(lines.stream().map(AssetLines::offsets)));
    var shortOption = sum(lines.stream().map(AssetLines::shortOption));
    var core = isShortOptionFloor ? risk.max(shortOption) : risk.add(shortOption);
    return new BookCharges(lines, risksUsdE24, core);
  }

  BookCharges withLines(List<AssetLines> other) {
    return new BookCharges(other, risksUsdE24, coreUsdE24);
  }

  BigInteger addedUsdE24() {
    return sum(lines.stream().map(AssetLines::added));
  }

  /** What initial margin adds on top. */
  BigInteger addedInitialUsdE24() {
    return sum(lines.stream().map(AssetLines::addedInitial));
  }

  private static BigInteger sum(Stream<BigInteger> amounts) {
    return amounts.reduce(BigInteger.ZERO, BigInteger::add);
  }
}
