package io.loadline.risk.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.loadline.risk.RandomParameters;
import io.loadline.risk.RandomRounds;
import io.loadline.risk.TestBooks;
import io.loadline.risk.TestParameters;
import io.loadline.risk.TestWorld;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds of the engine, computed again by the implementation that knows the document only. */
class EngineTwinTest {
  private static final int ROUNDS = 4;
  private static final int ACCOUNTS = 40;
  private static final int CROWD = 180;

  @Test
  void bothSignTheSameDigestsWithEverythingSwitchedOn() {
    var rounds = new ArrayList<TwinRound>();
    var rules = TestWorld.rules(TestParameters.full());
    for (int seed = 1; seed <= ROUNDS; seed++) {
      rounds.add(
          TwinRound.of(
              "healthy " + seed, rules, RandomRounds.healthy(seed, ACCOUNTS).build(rules)));
      rounds.add(
          TwinRound.of("troubled " + seed, rules, RandomRounds.troubled(seed, ACCOUNTS, rules)));
    }
    assertThat(Twin.differences(rounds)).isEmpty();
  }

  @Test
  void bothSignTheSameDigestsUnderRandomParameters() {
    var rounds = new ArrayList<TwinRound>();
    for (int seed = 1; seed <= ROUNDS; seed++) {
      var rules = TestWorld.rules(new RandomParameters(seed).next());
      rounds.add(
          TwinRound.of("random " + seed, rules, RandomRounds.troubled(seed, ACCOUNTS, rules)));
    }
    assertThat(Twin.differences(rounds)).isEmpty();
  }

  /** More strikes near two expiries than there are rows for, crowded where the forward is. */
  @Test
  void bothKeepTheSameOfTooManyPins() {
    var rules = TestWorld.rules(TestParameters.full());
    var books =
        new TestBooks.Builder()
            .observed(TestWorld.observed())
            .market(TestWorld.markets())
            .lists(TestWorld.instruments());
    for (int i = 0; i < CROWD; i++) {
      books.holds("crowd", pinned(TestWorld.IN_2_HOURS, 200_000 + 7 * i), "0.01");
      books.holds("crowd", pinned(TestWorld.IN_2_DAYS, 160_000 + 211 * i), "-0.01");
    }
    books.holds("fly", pinned(TestWorld.IN_2_HOURS, 187_200), "-20");
    books.holds("fly", pinned(TestWorld.IN_2_HOURS, 186_200), "10");
    books.holds("fly", pinned(TestWorld.IN_2_HOURS, 188_200), "10");
    var snapshot = books.build(rules);
    assertThat(Twin.differences(List.of(TwinRound.of("crowded pins", rules, snapshot)))).isEmpty();
  }

  private static Instrument pinned(long expiry, long strikeCents) {
    return TestWorld.dated(
        TestBooks.AWAY,
        TestWorld.OPTIONS,
        InstrumentKind.CALL,
        TestBooks.ETH,
        expiry,
        BigInteger.valueOf(strikeCents * 1_000_000));
  }
}
