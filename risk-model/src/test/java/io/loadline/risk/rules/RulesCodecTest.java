package io.loadline.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesCodecTest {
  @Test
  void rulesComeBackWithAndWithoutPredecessor() throws CborException {
    var first = TestBooks.rules();
    var second =
        new Rules(
            Optional.of(RulesCodec.hash(first)),
            first.anchor(),
            first.validitySeconds(),
            first.maxPositions(),
            first.chains(),
            List.of(
                new Rules.Venue(TestBooks.HOME, TestBooks.OPTIONS, 900, 700_000_000, 5_000_000)),
            first.feeds(),
            first.collateral(),
            TestParameters.full());
    assertThat(RulesCodec.decode(RulesCodec.encode(first))).isEqualTo(first);
    assertThat(RulesCodec.decode(RulesCodec.encode(second))).isEqualTo(second);
    assertThat(RulesCodec.hash(first)).isNotEqualTo(RulesCodec.hash(second));
  }

  @Test
  void everyChangedByteIsRefusedOrGivesOtherRules() {
    var rules = TestBooks.rules();
    var bytes = RulesCodec.encode(rules);
    for (int i = 0; i < bytes.length; i++) {
      var mutated = bytes.clone();
      mutated[i] ^= 0x11;
      try {
        var decoded = RulesCodec.decode(mutated);
        assertThat(decoded).as("byte %d", i).isNotEqualTo(rules);
        assertThat(RulesCodec.encode(decoded)).as("byte %d", i).isEqualTo(mutated);
      } catch (CborException e) {
        assertThat(e.offset()).as("byte %d: %s", i, e.reason()).isBetween(0, bytes.length);
      }
    }
  }

  @Test
  void genesisComesBack() throws CborException {
    var genesis =
        new Genesis(
            Keccak.hash("random"),
            TestBooks.HOME,
            7,
            Keccak.hash("block"),
            List.of(TestBooks.PERPETUALS, TestBooks.OPTIONS).stream().sorted().toList());
    assertThat(Genesis.decode(genesis.encode())).isEqualTo(genesis);
  }

  @Test
  void operatorsOutOfOrderAreRefused() {
    var operators = List.of(TestBooks.PERPETUALS, TestBooks.PERPETUALS);
    assertThatThrownBy(
            () -> new Genesis(Keccak.hash("random"), 1, 7, Keccak.hash("block"), operators))
        .hasMessageContaining("operators must rise");
  }

  @Test
  void maintenanceFactorAboveTheInitialOneIsRefused() {
    var assets = TestBooks.parameterSet(ScenarioSet.G33).assets();
    assertThatThrownBy(
            () -> ParameterSet.plain("x", ScenarioSet.G33, 1_000_000_000, 1_000_000_001, assets))
        .hasMessageContaining("mmFactorE9");
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, exitSeconds must be from 0 to 2592000",
    "2592001, 0, 0, exitSeconds",
    "0, -1, 0, creditE9 of a venue must be from 0 to 1000000000",
    "0, 1000000001, 0, creditE9 of a venue",
    "0, 0, -1, creditCapUsdE6 must be from 0",
  })
  void aVenueOutsideItsLimitsIsRefused(long exit, long credit, long cap, String message) {
    assertThatThrownBy(() -> new Rules.Venue(TestBooks.HOME, TestBooks.OPTIONS, exit, credit, cap))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "100000000, 100000001, haircutMmE9 must be at most haircutImE9",
    "1000000001, 0, haircutImE9 must be from 0 to 1000000000",
    "100000000, -1, haircutMmE9 must be from 0",
  })
  void aHaircutOutsideItsLimitsIsRefused(long initial, long maintenance, String message) {
    assertThatThrownBy(() ->
            new Rules.Collateral(
                TestBooks.HOME, TestBooks.USDC, TestBooks.ETH, initial, maintenance))
        .hasMessageContaining(message);
  }

  @Test
  void anchorBlockFollowsTheCadence() {
    assertThat(TestBooks.rules().anchor().blockOf(7)).isEqualTo(100 + 7 * 32);
  }
}
