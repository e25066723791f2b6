package io.loadline.risk.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.risk.TestParameters;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborTree;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParameterCodecTest {
  private static final int PREDECESSOR = 1;
  private static final int NETWORK = 3;
  private static final int ASSETS = 5;

  private final ParameterSet full = TestParameters.full();
  private final byte[] bytes = ParameterCodec.encode(full);

  @Test
  void aSetComesBackAndItsHashIsThatOfItsBytes() throws CborException {
    assertThat(ParameterCodec.decode(bytes)).isEqualTo(full);
    assertThat(ParameterCodec.hash(full)).isEqualTo(Keccak.hash(bytes));
  }

  @Test
  void aSuccessorNamesTheHashOfTheSetBefore() throws CborException {
    var successor =
        new ParameterSet(
            full.name(),
            Optional.of(ParameterCodec.hash(full)),
            full.scenarios(),
            full.network(),
            full.groups(),
            full.assets(),
            full.related(),
            full.stables());
    var tree = CborTree.list(CborTree.read(ParameterCodec.encode(successor)));
    assertThat((byte[]) tree.get(PREDECESSOR)).isEqualTo(Keccak.hash(bytes).toByteArray());
  }

  @Test
  void everyChangedByteIsRefusedOrGivesAnotherSet() {
    for (int i = 0; i < bytes.length; i++) {
      var mutated = bytes.clone();
      mutated[i] ^= 0x11;
      try {
        var decoded = ParameterCodec.decode(mutated);
        assertThat(decoded).as("byte %d", i).isNotEqualTo(full);
        assertThat(ParameterCodec.encode(decoded)).as("byte %d", i).isEqualTo(mutated);
      } catch (CborException e) {
        assertThat(e.offset()).as("byte %d: %s", i, e.reason()).isBetween(0, bytes.length);
      }
    }
  }

  @Test
  void bytesAfterTheSetAreRefused() {
    var longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> ParameterCodec.decode(longer)).hasMessageContaining("after the end");
  }

  /** Each number of the standard's arrays under its own name, at its own place. */
  @Test
  void numbersStandInTheOrderOfTheFormats() throws CborException {
    var tree = CborTree.list(CborTree.read(bytes));
    assertThat(numbers(CborTree.list(tree.get(NETWORK)), 0, 3))
        .containsExactly(1_000_000_000L, 800_000_000L, 1_000_000_000L);
    assertThat(CborTree.list(tree.get(NETWORK)).subList(3, 6).toArray())
        .containsExactly(false, BigInteger.valueOf(65_600_000), true);
    assertThat(numbers(CborTree.list(tree.get(NETWORK)), 6, 18))
        .containsExactly(
            550_000_000L,
            1_000_000_000L, // confidence threshold, margin
            990_000_000L,
            4_000_000_000L,
            30_000_000L,
            10_000_000L, // peg, crossStable
            10_000_000L,
            250_000_000L,
            500_000_000L,
            3L, // spread, caution, halt, calm rounds
            50_000_000L,
            50_000_000L); // supply step, haircut
    var xrp = CborTree.list(CborTree.list(tree.get(ASSETS)).get(2));
    assertThat(numbers(xrp, 1, xrp.size()))
        .containsExactly(
            1L,
            34L,
            2L, // group, quantumBits, lotDecimals
            300_000_000L,
            1_000_000_000L,
            28_800L, // psr, tailWeight, liquidationSeconds
            600_000_000L,
            300_000_000L,
            300_000_000L,
            130_000_000L,
            1L,
            800_000_000L, // vol
            250_000_000L,
            -100_000_000L,
            10_000_000L,
            2_400_000_000L,
            0L, // skew
            900_000_000L,
            1_000_000_000L,
            160_000_000L, // long base, rate, add
            1_080_000_000L,
            500_000_000L,
            160_000_000L, // short base, rate, add
            45_000_000L,
            1_000_000_000L,
            3_000_000_000L, // basis
            7L,
            1_800L,
            2_000_000L, // pinDays, averagingSeconds, smileTolerance
            10_000_000L,
            10_000_000L,
            50_000_000L,
            20_000_000L, // shortOption, contingency
            20_000_000L,
            10_000_000L, // spotHaircutMm, Im
            10_000_000L,
            300_000_000L,
            500_000_000L, // calendar
            2_000_000L,
            50_000_000L,
            1_000_000_000L,
            55_800_000L, // spreads, impact, dailyVol
            1_000_000_000L,
            10_000_000L,
            10_000_000L, // dailyVolumeUsd, freeVolume, cap
            40_000_000L,
            150_000_000L, // transfer
            1_200L,
            112_500_000L,
            187_500_000L,
            300_000_000L); // breaker, fixedMargin
  }

  private static List<Long> numbers(List<Object> items, int from, int to) {
    return items.subList(from, to).stream()
        .map(item -> ((BigInteger) item).longValueExact())
        .toList();
  }
}
