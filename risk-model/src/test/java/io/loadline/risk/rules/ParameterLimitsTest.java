package io.loadline.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.TestParameters;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborTree;
import io.loadline.risk.portfolio.Asset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit on its own: a good set in which one number is wrong. */
class ParameterLimitsTest {
  private static final int SCENARIOS = 2;
  private static final int NETWORK = 3;
  private static final int GROUPS = 4;
  private static final int ASSETS = 5;
  private static final int RELATED = 6;
  private static final int STABLES = 7;

  /** Field of AssetParameters, its place in formats.md, and the least and the greatest value. */
  @ParameterizedTest
  @CsvSource({
    "psrE9, 4, 1, 1000000000",
    "tailWeightE9, 5, 0, 10000000000",
    "liquidationSeconds, 6, 0, 2592000",
    "volUpE9, 7, 0, 10000000000",
    "volDownE9, 8, 0, 1000000000",
    "volPowerShortE9, 9, 0, 1000000000",
    "volPowerLongE9, 10, 0, 1000000000",
    "volFloorDays, 11, 1, 365",
    "minVolUpE9, 12, 0, 10000000000",
    "skewCapBaseE9, 13, 0, 1000000000",
    "skewCapSlopeE9, 14, -1000000000, 1000000000",
    "skewLeastWidthE9, 15, 1, 10000000000",
    "skewWidthE9, 16, 0, 10000000000",
    "skewWidthSlopeE9, 17, -10000000000, 10000000000",
    "longBaseE9, 18, 1, 1000000000",
    "longRateE9, 19, 0, 10000000000",
    "longAddE9, 20, 0, 10000000000",
    "shortBaseE9, 21, 1000000000, 10000000000",
    "shortRateE9, 22, 0, 10000000000",
    "shortAddE9, 23, 0, 10000000000",
    "basisMoveE9, 24, 0, 999999999",
    "basisAddE9, 25, 0, 10000000000",
    "basisSlopeE9, 26, 0, 10000000000",
    "pinDays, 27, 0, 365",
    "averagingSeconds, 28, 0, 86400",
    "smileToleranceE9, 29, 0, 1000000000",
    "shortOptionE9, 30, 0, 1000000000",
    "shortOptionImE9, 31, 0, 1000000000",
    "contingencyE9, 32, 0, 1000000000",
    "contingencyImE9, 33, 0, 1000000000",
    "spotHaircutMmE9, 34, 0, 1000000000",
    "spotHaircutImE9, 35, 0, 1000000000",
    "calendarBaseE9, 36, 0, 1000000000",
    "calendarSlopeE9, 37, 0, 10000000000",
    "calendarVegaE9, 38, 0, 1000000000",
    "halfSpreadE9, 39, 0, 1000000000",
    "volSpreadE9, 40, 0, 1000000000",
    "impactE9, 41, 0, 10000000000",
    "dailyVolE9, 42, 0, 10000000000",
    "dailyVolumeUsd, 43, 1, 1000000000000000",
    "freeVolumeE9, 44, 0, 1000000000",
    "positionCapUsd, 45, 1, 1000000000000000",
    "transferBaseE9, 46, 0, 1000000000",
    "transferRootE9, 47, 0, 1000000000",
    "heartbeatSeconds, 48, 1, 2592000",
    "moveShortE9, 49, 1, 10000000000",
    "moveLongE9, 50, 1, 10000000000",
    "fixedMarginE9, 51, 0, 1000000000",
  })
  void aNumberOfAnAssetOutsideItsLimitsIsNamed(String field, int place, long least, long greatest)
      throws CborException {
    for (long wrong : new long[] {least - 1, greatest + 1}) {
      refused(changed(wrong, ASSETS, 0, place), field + " must be from ", ", was " + wrong);
    }
    accepted(changed(least, ASSETS, 0, place));
    if (!field.equals("psrE9")) { // A range of one would take spot to nothing.
      accepted(changed(greatest, ASSETS, 0, place));
    }
  }

  @Test
  void lotsAndQuantaHaveAsManyDigitsAsTheirIntegersHold() throws CborException {
    refused(changed(51L, ASSETS, 0, 2), "quantumBits must be from 0 to 50", ", was 51");
    accepted(changed(0L, ASSETS, 0, 2));
    accepted(changed(50L, ASSETS, 0, 2));
    refused(changed(13L, ASSETS, 0, 3), "lotDecimals must be from 0 to 12", ", was 13");
    accepted(changed(0L, ASSETS, 0, 3));
    accepted(changed(12L, ASSETS, 0, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "imFactorE9, 0, 0",
    "imFactorE9, 0, 10000000001",
    "mmFactorE9, 1, 0",
    "imAddE9, 2, 999999999",
    "imAddE9, 2, 10000000001",
    "foreignTransferE9, 4, 1000000001",
    "confidenceThresholdE9, 6, 1000000001",
    "confidenceMarginE9, 7, 10000000001",
    "pegThresholdE9, 8, 1000000001",
    "pegFactorE9, 9, 10000000001",
    "pegHaltE9, 10, 1000000001",
    "crossStableE9, 11, 1000000001",
    "spreadCautionE9, 12, 1000000001",
    "cautionE9, 13, -1",
    "haltE9, 14, 10000000001",
    "calmRounds, 15, 0",
    "calmRounds, 15, 256",
    "supplyStepE9, 16, 1000000001",
    "supplyHaircutE9, 17, 1000000001",
  })
  void aNumberOfTheNetworkOutsideItsLimitsIsNamed(String field, int place, long wrong)
      throws CborException {
    refused(changed(wrong, NETWORK, place), field + " must be from ", ", was " + wrong);
  }

  @Test
  void maintenanceNeverAsksForMoreThanInitial() throws CborException {
    refused(
        changed(1_000_000_001L, NETWORK, 1), "mmFactorE9 must be at most imFactorE9", "1000000001");
  }

  @Test
  void haltNeverCostsLessThanCaution() throws CborException {
    refused(changed(500_000_001L, NETWORK, 13), "cautionE9 must be at most haltE9", "500000001");
    accepted(changed(500_000_000L, NETWORK, 13));
  }

  @Test
  void haircutsTogetherTakeAtMostTheWholeValue() throws CborException {
    refused(changed(980_000_001L, RELATED, 0, 3), "haircutImE9 must be at most", "980000001");
    accepted(changed(980_000_000L, RELATED, 0, 3));
    refused(changed(980_000_001L, ASSETS, 2, 35), "spotHaircutImE9 must be at most", "980000001");
  }

  @Test
  void aGroupStandsBeforeItsParent() throws CborException {
    for (var wrong : List.of(0L, 2L)) {
      refused(changed(wrong, GROUPS, 0, 1), "parent of groups[0] must be from 1 to 1", "" + wrong);
    }
    refused(changed(0L, GROUPS, 1, 1), "parent of groups[1]", "0");
    refused(changed(2L, ASSETS, 1, 1), "group of ETH must be from 0 to 1", "2");
    refused(changed(1_000_000_001L, GROUPS, 0, 2), "creditE9 of a group", "1000000001");
    refused(changed("with XRP", GROUPS, 0, 0), "group name must be unique", "with XRP");
  }

  @Test
  void namesArePrintableAndNotTooLong() throws CborException {
    for (var wrong : List.of("", "tab\t", "n".repeat(65))) {
      refused(changed(wrong, 0), "name must be 1 to 64 printable ASCII characters", wrong);
      refused(changed(wrong, GROUPS, 0, 0), "group name must be 1 to 64", wrong);
    }
    accepted(changed("n".repeat(64), 0));
  }

  @Test
  void stressTakesAtMostTheWholeValueInInitialMargin() throws CborException {
    refused(changed(1_000_000_001L, STABLES, 0, 1), "stressE9 must be from", "1000000001");
    accepted(changed(1_000_000_000L, STABLES, 0, 1));
    var tree = CborTree.read(changed(500_000_001L, STABLES, 0, 1));
    CborTree.list(CborTree.list(tree).get(NETWORK)).set(2, 2_000_000_000L);
    refused(CborTree.write(tree), "stressE9 of USDC must be at most 10^18 / imAddE9", "500000001");
    CborTree.list(CborTree.list(CborTree.list(tree).get(STABLES)).get(0)).set(1, 500_000_000L);
    accepted(CborTree.write(tree));
  }

  @Test
  void aRelatedTokenBelongsToAnAssetAndIsNoneItself() throws CborException {
    refused(changed(name("SOL"), RELATED, 0, 1), "underlying of WBTC must be an asset", "SOL");
    refused(changed(name("WSTETH"), RELATED, 0, 1), "underlying of WBTC", "WSTETH");
    refused(changed(name("ETH"), RELATED, 0, 0), "related must be no asset", "ETH");
    refused(changed(name("USDC"), RELATED, 0, 0), "related must be no asset", "USDC");
    refused(changed(name("ETH"), STABLES, 0, 0), "stables must be no asset", "ETH");
  }

  @Test
  void listsRiseAndEndSomewhere() throws CborException {
    refused(changed(name("ETH"), ASSETS, 0, 0), "assets must rise", "");
    refused(changed(name("WSTETH"), RELATED, 0, 0), "related must rise", "");
    refused(changed(name("USDT"), STABLES, 0, 0), "stables must rise", "");
    refused(repeated(SCENARIOS, 257), "number of scenarios must be from 1 to 256", "257");
    accepted(repeated(SCENARIOS, 256));
    refused(repeated(SCENARIOS, 0), "number of scenarios", "0");
    refused(repeated(GROUPS, 65), "number of groups must be from 0 to 64", "65");
    refused(repeated(ASSETS, 65), "number of assets must be from 1 to 64", "65");
    refused(repeated(ASSETS, 0), "number of assets", "0");
    refused(repeated(RELATED, 65), "number of related must be from 0 to 64", "65");
    refused(repeated(STABLES, 17), "number of stables must be from 0 to 16", "17");
  }

  private static void refused(byte[] bytes, String field, String value) {
    assertThatThrownBy(() -> ParameterCodec.decode(bytes))
        .isInstanceOf(CborException.class)
        .hasMessageContaining(field)
        .hasMessageContaining(value);
  }

  private static void accepted(byte[] bytes) throws CborException {
    assertThat(ParameterCodec.encode(ParameterCodec.decode(bytes))).isEqualTo(bytes);
  }

  private static byte[] name(String asset) {
    return new Asset(asset).bytes16();
  }

  /** The full set's bytes with another item at the end of the path. */
  private static byte[] changed(Object item, int... path) throws CborException {
    var tree = CborTree.read(ParameterCodec.encode(TestParameters.full()));
    var list = CborTree.list(tree);
    for (int i = 0; i < path.length - 1; i++) {
      list = CborTree.list(list.get(path[i]));
    }
    list.set(path[path.length - 1], item);
    return CborTree.write(tree);
  }

  /** The same with a list that holds nothing but its last item, that often. */
  private static byte[] repeated(int list, int times) throws CborException {
    var tree = CborTree.list(CborTree.read(ParameterCodec.encode(TestParameters.full())));
    var items = CborTree.list(tree.get(list));
    var last = items.getLast();
    var repeated = new ArrayList<Object>();
    for (int i = 0; i < times; i++) {
      repeated.add(last);
    }
    tree.set(list, repeated);
    return CborTree.write(tree);
  }
}
