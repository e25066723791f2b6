package io.loadline.risk.margin;

import io.loadline.risk.rules.ParameterSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From scans of assets and groups to the risk of the whole: of a group counts a share as if its
 * assets netted in full, the rest as if they did not net at all; netting never costs.
 */
final class GroupTree {

  /**
   * One group.
   *
   * @param members all assets below it, rising
   * @param units finest units of the members; a scan of the group counts these
   * @param scale how many of them one lot-quantum of each member is
   */
  record Group(
      int index,
      String name,
      int parent,
      BigInteger creditE9,
      List<AssetTable> members,
      Units units,
      List<BigInteger> scale) {

    /** Price of moving a gain away from a venue: that of the dearest member, held or not. */
    long phiE9(int venue, boolean isForeign) {
      return members.stream().mapToLong(a -> a.phiE9(venue, isForeign)).max().orElse(0);
    }
  }

  private final List<Group> groups = new ArrayList<>();
  private final int[] groupOfAsset;

  GroupTree(ParameterSet parameters, List<AssetTable> assets) {
    groupOfAsset =
        assets.stream().mapToInt(a -> a.parameters.group().orElse(InstrumentTable.NONE)).toArray();
    for (int g = 0; g < parameters.groups().size(); g++) {
      groups.add(group(parameters, g, assets));
    }
  }

  private Group group(ParameterSet parameters, int index, List<AssetTable> assets) {
    var members = assets.stream().filter(a -> isBelow(parameters, a.index, index)).toList();
    var units =
        members.stream().map(a -> a.units).reduce(Units::finest).orElseGet(() -> new Units(0, 0));
    var terms = parameters.groups().get(index);
    return new Group(
        index,
        terms.name(),
        terms.parent().orElse(InstrumentTable.NONE),
        BigInteger.valueOf(terms.creditE9()),
        members,
        units,
        members.stream().map(a -> a.units.inFiner(units)).toList());
  }

  private boolean isBelow(ParameterSet parameters, int asset, int group) {
    int above = groupOfAsset[asset];
    while (above != InstrumentTable.NONE && above != group) {
      above = parameters.groups().get(above).parent().orElse(InstrumentTable.NONE);
    }
    return above == group && group != InstrumentTable.NONE;
  }

  List<Group> groups() {
    return groups;
  }

  /** Risk of each group, and last of the root: assets and groups that have no parent. */
  BigInteger[] risksUsdE24(Book book, Scans scans, BigInteger[] scanUsdE24, int venue) {
    var risks = ofAssets(book, scanUsdE24);
    for (var group : groups) {
      int g = group.index();
      if (group.creditE9().signum() != 0) {
        risks[g] = credited(risks[g], scans.groupUsdE24(g, venue), group.creditE9());
      }
      risks[above(group)] = risks[above(group)].add(risks[g]);
    }
    return risks;
  }

  /** Before any credit: the risks of what is right below each group, and last below the root. */
  BigInteger[] sumsUsdE24(Book book, BigInteger[] scanUsdE24, List<BigInteger> risksUsdE24) {
    var sums = ofAssets(book, scanUsdE24);
    for (var group : groups) {
      sums[above(group)] = sums[above(group)].add(risksUsdE24.get(group.index()));
    }
    return sums;
  }

  private BigInteger[] ofAssets(Book book, BigInteger[] scanUsdE24) {
    var sums = new BigInteger[groups.size() + 1];
    Arrays.fill(sums, BigInteger.ZERO);
    for (int slot = 0; slot < book.slots; slot++) {
      int group = groupOfAsset[book.slotAsset[slot]];
      int to = group == InstrumentTable.NONE ? groups.size() : group;
      sums[to] = sums[to].add(scanUsdE24[slot]);
    }
    return sums;
  }

  private int above(Group group) {
    return group.parent() == InstrumentTable.NONE ? groups.size() : group.parent();
  }

  /**
   * ceil(((10^9 - creditE9) * sum + creditE9 * scan) / 10^9), and at most the sum: the scan moves
   * money at the dearest member's price.
   */
  static BigInteger credited(BigInteger sum, BigInteger scan, BigInteger creditE9) {
    var apart = Rounding.ONE_E9.subtract(creditE9).multiply(sum);
    return sum.min(Rounding.divideUp(apart.add(creditE9.multiply(scan)), Rounding.ONE_E9));
  }
}
