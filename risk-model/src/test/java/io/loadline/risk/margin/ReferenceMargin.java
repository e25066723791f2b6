package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Account;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.Valuation;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.scenario.ScenarioTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The standard written a second time, straight from docs/crypto-span-1.md with unlimited decimals
 * and no thought of speed. It starts from the same risk arrays; everything after them is its own.
 */
final class ReferenceMargin {
  private static final BigDecimal E9 = BigDecimal.TEN.pow(9);
  private static final BigDecimal QUANTITY = BigDecimal.TEN.pow(18);

  private final Snapshot snapshot;
  private final Rules rules;
  private final MarginEngine engine;

  ReferenceMargin(Snapshot snapshot, Rules rules, MarginEngine engine) {
    this.snapshot = snapshot;
    this.rules = rules;
    this.engine = engine;
  }

  BigInteger initialUsdE6(Account account) {
    return requirement(account, rules.parameters().network().imFactorE9(), _ -> true);
  }

  BigInteger maintenanceUsdE6(Account account) {
    return requirement(account, rules.parameters().network().mmFactorE9(), _ -> true);
  }

  BigInteger isolatedUsdE6(Account account) {
    return account.positions().stream()
        .map(this::instrument)
        .map(i -> new VenueId(i.chainId(), i.venue()))
        .distinct()
        .map(v ->
            requirement(
                account,
                rules.parameters().network().imFactorE9(),
                i -> new VenueId(i.chainId(), i.venue()).equals(v)))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private BigInteger requirement(Account account, long factorE9, Predicate<Instrument> filter) {
    var positions = account.positions().stream().filter(p -> filter.test(instrument(p))).toList();
    var core = BigDecimal.ZERO;
    for (var asset : rules.parameters().assets()) {
      core = core.add(assetCharge(asset, positions));
    }
    var charges = up(core.multiply(BigDecimal.valueOf(factorE9)).divide(E9), 24);
    var value = BigDecimal.ZERO;
    for (var position : positions) {
      var mark = new BigDecimal(array(position).markUsdE6()).movePointLeft(6);
      value = value.add(mark.multiply(new BigDecimal(position.quantityE18()).divide(QUANTITY)));
    }
    return up(charges.subtract(value).max(BigDecimal.ZERO), 6)
        .movePointRight(6)
        .toBigIntegerExact();
  }

  private BigDecimal assetCharge(AssetParameters asset, List<Account.Position> all) {
    var positions =
        all.stream()
            .filter(p -> instrument(p).kind() != InstrumentKind.CASH)
            .filter(p -> instrument(p).asset().equals(asset.asset()))
            .toList();
    var scenarios = ScenarioTable.of(rules.parameters(), asset);
    var worst = BigDecimal.ZERO;
    for (int s = 0; s < scenarios.size(); s++) {
      var loss =
          scenarios.get(s).volRule().isSkew()
              ? skewLoss(asset, positions, s)
              : sum(asset, positions, s).negate();
      var weighted =
          new BigDecimal(loss).multiply(BigDecimal.valueOf(scenarios.get(s).weightE9())).divide(E9);
      worst = worst.max(up(weighted, 0));
    }
    var quanta = new BigDecimal(BigInteger.ONE.shiftLeft(asset.quantumBits()));
    var scan =
        up(worst.movePointLeft(asset.lotDecimals()).divide(quanta, new MathContext(200)), 24);
    return scan.add(shortOptions(asset, positions));
  }

  private BigInteger sum(AssetParameters asset, List<Account.Position> positions, int scenario) {
    return positions.stream()
        .map(p -> lots(asset, p).multiply(BigInteger.valueOf(array(p).change(scenario))))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private BigInteger skewLoss(
      AssetParameters asset, List<Account.Position> positions, int scenario) {
    var byExpiry = new TreeMap<Long, List<Account.Position>>();
    for (var position : positions) {
      if (instrument(position).kind().isOption()) {
        byExpiry
            .computeIfAbsent(instrument(position).expirySeconds(), _ -> new ArrayList<>())
            .add(position);
      }
    }
    return byExpiry.values().stream()
        .map(expiry -> sum(asset, expiry, scenario).abs())
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private BigDecimal shortOptions(AssetParameters asset, List<Account.Position> positions) {
    var byStrike = new TreeMap<String, BigInteger>();
    for (var position : positions) {
      var instrument = instrument(position);
      if (instrument.kind().isOption()) {
        byStrike.merge(
            instrument.expirySeconds() + "/" + instrument.strikeUsdE8(),
            lots(asset, position),
            BigInteger::add);
      }
    }
    var naked =
        byStrike.values().stream()
            .map(lots -> lots.negate().max(BigInteger.ZERO))
            .reduce(BigInteger.ZERO, BigInteger::add);
    var price =
        snapshot.observed().stream()
            .filter(o -> o.asset().equals(asset.asset()))
            .findFirst()
            .orElseThrow()
            .priceUsdE8();
    return up(
        new BigDecimal(naked)
            .movePointLeft(asset.lotDecimals())
            .multiply(new BigDecimal(price).movePointLeft(8))
            .multiply(BigDecimal.valueOf(asset.shortOption().rateE9()).movePointLeft(9)),
        24);
  }

  private static BigInteger lots(AssetParameters asset, Account.Position position) {
    return new BigDecimal(position.quantityE18())
        .movePointLeft(18 - asset.lotDecimals())
        .setScale(0, RoundingMode.FLOOR)
        .toBigIntegerExact();
  }

  private static BigDecimal up(BigDecimal value, int digits) {
    return value.setScale(digits, RoundingMode.CEILING);
  }

  private Instrument instrument(Account.Position position) {
    return snapshot.instruments().get(position.instrument());
  }

  private Valuation.RiskArray array(Account.Position position) {
    return switch (engine.valuation(position.instrument())) {
      case Valuation.RiskArray array -> array;
      case Valuation.Cash _ -> throw new IllegalStateException("cash without an array");
      case Valuation.Unvaluable(var reason) -> throw new IllegalStateException(reason);
    };
  }
}
