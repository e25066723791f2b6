package io.loadline.risk.twin;

import static io.loadline.risk.twin.World.NOW;

import io.loadline.risk.TestBooks;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rules and snapshots from a seed that reach every rule of the model: all kinds, chains and venues
 * listed and not, groups, related tokens and stablecoins, feeds with every fault, carried state and
 * books of every size. Of twelve seeds one is <em>wild</em>: its numbers come from their whole
 * range, as nobody would publish them.
 */
public final class RandomRounds {
  private static final int WILD_EVERY = 12;

  private final Dice dice;
  private final boolean isWild;

  private RandomRounds(long seed) {
    dice = new Dice(seed);
    isWild = Math.floorMod(seed, WILD_EVERY) == WILD_EVERY - 1;
  }

  public record Round(Rules rules, Snapshot snapshot) {}

  public static Round of(long seed, int accounts) {
    var rounds = new RandomRounds(seed);
    return rounds.round(new RandomParameters(rounds.dice.split(), rounds.isWild).set(), accounts);
  }

  /** The same with these parameters. */
  public static Round of(long seed, int accounts, ParameterSet parameters) {
    return new RandomRounds(seed).round(parameters, accounts);
  }

  private Round round(ParameterSet parameters, int accounts) {
    var rules = new RandomRules(dice.split()).around(parameters);
    var scene = new Scene(dice.split(), isWild);
    var names = RandomRules.names(parameters);
    var feeds = new RandomFeeds(dice.split(), scene);
    var instruments = RandomListing.of(dice.split(), scene, parameters);
    var tokens = tokens(rules);
    var books = new RandomAccounts(dice.split(), scene, instruments, tokens).of(accounts);
    var carried = new RandomCarried(dice.split(), feeds).of(names, books);
    var snapshot =
        new Snapshot(
            Keccak.hash("network"),
            RulesCodec.hash(rules),
            dice.between(1, 9),
            dice.between(1, 1_000_000),
            NOW,
            pins(),
            feeds.observed(names),
            feeds.markets(names),
            instruments,
            tokens,
            books,
            carried);
    return new Round(rules, snapshot);
  }

  private List<Pin> pins() {
    var pins = new ArrayList<Pin>();
    for (var chain : World.CHAINS) {
      if (dice.percent(80)) {
        pins.add(new Pin(chain, dice.between(1, 1_000_000), Keccak.hash("pin " + chain), NOW - 3));
      }
    }
    return pins;
  }

  /** Most of those that the rules name, and one that they do not. */
  private List<CollateralToken> tokens(Rules rules) {
    var tokens = new ArrayList<CollateralToken>();
    for (var each : dice.some(rules.collateral(), 80)) {
      tokens.add(token(each.chainId(), each.token()));
    }
    tokens.add(token(World.CHAINS[0], TestBooks.address("a token that nobody named")));
    tokens.sort(
        Comparator.comparingLong(CollateralToken::chainId).thenComparing(CollateralToken::token));
    return tokens;
  }

  /** With little supply, the accounts hold several steps of it. */
  private CollateralToken token(long chain, Address token) {
    int decimals = (int) dice.pick(0, 6, 8, 18, 18, dice.percent(90) ? 6 : 36);
    long supply = dice.percent(25) ? 0 : dice.magnitude(1_000, 100_000_000);
    return new CollateralToken(
        chain,
        token,
        decimals,
        BigInteger.TEN
            .pow(decimals)
            .multiply(BigInteger.valueOf(supply))
            .min(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE)));
  }
}
