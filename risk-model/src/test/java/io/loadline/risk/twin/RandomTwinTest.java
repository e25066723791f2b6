package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.Vectors;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Carried;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.rules.ParameterCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Both implementations sign the same for whatever chance makes of the rules and the chains. */
class RandomTwinTest {
  private static final int ACCOUNTS = 350;
  private static final int ROUNDS = 290;
  private static final int ROUNDS_AT_ONCE = 29;
  private static final int ROUNDS_OF_A_FILE = 5;
  private static final long SECONDS_BETWEEN = 384;

  @Test
  void aHundredThousandRandomAccountsAskForTheSame() {
    assertThat(ROUNDS * ACCOUNTS).isGreaterThanOrEqualTo(100_000);
    var differences =
        IntStream.range(0, ROUNDS / ROUNDS_AT_ONCE)
            .parallel()
            .mapToObj(chunk -> Twin.differences(chunk(chunk)))
            .flatMap(List::stream)
            .toList();
    assertThat(differences).isEmpty();
  }

  private static List<TwinRound> chunk(int chunk) {
    return IntStream.range(chunk * ROUNDS_AT_ONCE, (chunk + 1) * ROUNDS_AT_ONCE)
        .mapToObj(RandomTwinTest::round)
        .toList();
  }

  private static TwinRound round(int seed) {
    var round = RandomRounds.of(seed, ACCOUNTS);
    return TwinRound.of("seed " + seed, round.rules(), round.snapshot());
  }

  /** What one round leaves is where the next one starts: states, calm counts, changed accounts. */
  @Test
  void fourRoundsInARowAreTheSame() {
    var rounds = new ArrayList<TwinRound>();
    for (int seed = 1_000; seed < 1_010; seed++) {
      var round = RandomRounds.of(seed, 20);
      var snapshot = round.snapshot();
      for (int i = 0; i < 4; i++) {
        var result = new RiskRound(1).evaluate(snapshot, round.rules());
        rounds.add(
            TwinRound.of("seed %d, round %d".formatted(seed, i), round.rules(), snapshot, result));
        snapshot =
            later(
                snapshot, result.next().after(result.digest(), snapshot.height(), BigInteger.TWO));
      }
    }
    assertThat(Twin.differences(rounds)).isEmpty();
  }

  private static Snapshot later(Snapshot before, Carried carried) {
    return new Snapshot(
        before.networkId(),
        before.rulesHash(),
        before.keyEpoch(),
        before.height() + 1,
        before.anchorTimeSeconds() + SECONDS_BETWEEN,
        before.pins(),
        before.observed(),
        before.market(),
        before.instruments(),
        before.collateral(),
        before.accounts(),
        carried);
  }

  /** config/parameters, in the bytes that rules carry. */
  @Test
  void theShippedParametersAskForTheSame() throws CborException {
    var sets = Vectors.read("parameters.json").required("sets");
    var rounds = new ArrayList<TwinRound>();
    for (var set : sets) {
      var bytes = HexFormat.of().parseHex(set.required("cbor").asString().substring(2));
      for (int seed = 0; seed < ROUNDS_OF_A_FILE; seed++) {
        var round = RandomRounds.of(seed, ACCOUNTS, ParameterCodec.decode(bytes));
        rounds.add(
            TwinRound.of(
                set.required("file").asString() + ", seed " + seed,
                round.rules(),
                round.snapshot()));
      }
    }
    assertThat(rounds).hasSizeGreaterThanOrEqualTo(4 * ROUNDS_OF_A_FILE);
    assertThat(Twin.differences(rounds)).isEmpty();
  }
}
