package io.loadline.risk.twin;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import io.loadline.risk.rules.AssetParameters;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.RelatedAsset;
import io.loadline.risk.twin.World.Place;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Instruments of all kinds at the venues; some of names for which there is no such thing. */
final class RandomListing {
  private static final List<InstrumentKind> HELD =
      List.of(InstrumentKind.SPOT, InstrumentKind.LENDING_SUPPLY, InstrumentKind.LENDING_DEBT);
  private static final List<InstrumentKind> PERPETUALS =
      List.of(InstrumentKind.PERPETUAL, InstrumentKind.INVERSE_PERPETUAL);
  private static final List<InstrumentKind> OPTIONS =
      List.of(
          InstrumentKind.CALL,
          InstrumentKind.PUT,
          InstrumentKind.COIN_CALL,
          InstrumentKind.COIN_PUT);

  private final Dice dice;
  private final Scene scene;
  private final TreeMap<Bytes32, Instrument> listed = new TreeMap<>();

  private RandomListing(Dice dice, Scene scene) {
    this.dice = dice;
    this.scene = scene;
  }

  /** In the order of their ids. */
  static List<Instrument> of(Dice dice, Scene scene, ParameterSet set) {
    var listing = new RandomListing(dice, scene);
    listing.addMoney();
    set.assets().stream().map(AssetParameters::asset).forEach(listing::addAsset);
    set.related().stream().map(RelatedAsset::asset).forEach(listing::addHeld);
    listing.addStrange(RandomRules.names(set));
    return List.copyOf(listing.listed.values());
  }

  /** None, one or several kinds of cash at a venue, and stablecoins lent and borrowed. */
  private void addMoney() {
    var monies = new ArrayList<>(World.STABLES);
    monies.add(World.USD);
    for (var venue : World.VENUES) {
      for (var money : dice.sample(monies, (int) dice.pick(0, 1, 1, 1, 2))) {
        add(venue, InstrumentKind.CASH, money);
      }
    }
    for (long more = dice.between(0, 4); more > 0; more--) {
      add(dice.pick(World.VENUES), dice.pick(HELD), dice.pick(monies));
    }
  }

  private void addAsset(Asset asset) {
    for (var kind : HELD) {
      dice.some(World.VENUES, 15).forEach(venue -> add(venue, kind, asset));
    }
    for (var kind : PERPETUALS) {
      dice.some(World.VENUES, 35).forEach(venue -> add(venue, kind, asset));
    }
    for (var expiry : scene.expiries(asset)) {
      addExpiry(asset, expiry);
    }
  }

  private void addExpiry(Asset asset, long expiry) {
    for (var venue : dice.some(World.VENUES, 20)) {
      var kind = dice.percent(60) ? InstrumentKind.DATED_FUTURE : InstrumentKind.INVERSE_FUTURE;
      add(Instrument.of(venue.chainId(), venue.venue(), kind, asset, expiry, BigInteger.ZERO));
    }
    // Two venues of each expiry: the same strikes at both, and those of this expiry alone.
    var venues = dice.sample(World.VENUES, 2);
    for (long strikes = dice.between(1, 4); strikes > 0; strikes--) {
      var strike = strike(asset);
      for (var kind : dice.sample(OPTIONS, (int) dice.between(1, 2))) {
        var venue = dice.pick(venues);
        add(Instrument.of(venue.chainId(), venue.venue(), kind, asset, expiry, strike));
      }
    }
  }

  private BigInteger strike(Asset asset) {
    if (dice.percent(scene.isWild ? 15 : 2)) {
      return dice.bits(126);
    }
    long thousandths = dice.percent(80) ? dice.between(800, 1_250) : dice.between(300, 3_000);
    var exact =
        scene
            .price(asset)
            .multiply(BigInteger.valueOf(thousandths))
            .divide(BigInteger.valueOf(1_000));
    // Two leading digits: some strikes meet in several expiries.
    var grain = BigInteger.TEN.pow(Math.max(0, exact.toString().length() - 2));
    return exact.divide(grain).multiply(grain).max(BigInteger.ONE);
  }

  private void addHeld(Asset asset) {
    for (var kind : HELD) {
      dice.some(World.VENUES, 20).forEach(venue -> add(venue, kind, asset));
    }
  }

  /** What has no value: cash of a coin, options on a token, anything of an unknown name. */
  private void addStrange(List<Asset> names) {
    for (long more = dice.between(0, 5); more > 0; more--) {
      var kind = dice.pick(List.of(InstrumentKind.values()));
      var asset = dice.percent(50) ? World.UNKNOWN : dice.pick(names);
      var venue = dice.pick(World.VENUES);
      add(
          Instrument.of(
              venue.chainId(),
              venue.venue(),
              kind,
              asset,
              kind.hasExpiry() ? World.NOW + dice.between(-World.DAY, 90 * World.DAY) : 0,
              kind.isOption() ? scene.price(asset) : BigInteger.ZERO));
    }
  }

  private void add(Place venue, InstrumentKind kind, Asset asset) {
    add(Instrument.of(venue.chainId(), venue.venue(), kind, asset, 0, BigInteger.ZERO));
  }

  private void add(Instrument instrument) {
    listed.put(instrument.id(), instrument);
  }
}
