package io.loadline.node.margin.input;

import io.loadline.node.config.Amounts;
import io.loadline.node.config.Document;
import io.loadline.node.config.Place;
import io.loadline.node.config.Section;
import io.loadline.node.config.Spelling;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import io.loadline.risk.portfolio.Slice;
import io.loadline.risk.portfolio.Smile;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reads a market file; config/schema/market.json. */
public final class MarketReader {
  static final BigInteger MOST = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);

  /** Rates beyond 1000 % a year, and funding beyond 1000 % in 8 hours, are slips. */
  private static final long MOST_RATE_E9 = 10 * PortfolioReader.ONE_E9;

  private static final SequencedMap<String, Integer> STATES = new LinkedHashMap<>();

  static {
    STATES.put("normal", 0);
    STATES.put("caution", 1);
    STATES.put("halt", 2);
  }

  private MarketReader() {}

  /** The file's one moment. */
  public static Market read(Path file) {
    return Document.json(file).build(MarketReader::read);
  }

  private static Market read(Section file) {
    file.number("market", 1, 1);
    long time = Amounts.seconds(file, "time");
    SequencedMap<Asset, ObservedPrice> prices = new LinkedHashMap<>();
    file.sections("prices", p -> PortfolioReader.once(p, prices, p.build(MarketReader::price)));
    SequencedMap<Asset, AssetMarket> markets = new LinkedHashMap<>();
    SequencedMap<Asset, Place> places = new LinkedHashMap<>();
    file.sections(
        "assets",
        m -> {
          AssetMarket market = m.build(s -> market(s, time, true));
          places.put(market.asset(), m.place());
          return PortfolioReader.once(m, markets, market);
        });
    file.optionalSections("settlements", s -> s.build(x -> settle(x, markets, time)));
    SequencedMap<Asset, PriorAsset> carried = new LinkedHashMap<>();
    file.optionalSections(
        "carried", c -> PortfolioReader.once(c, carried, c.build(s -> carried(s, time))));
    return new Market(
        time,
        List.copyOf(new TreeMap<>(prices).values()),
        List.copyOf(new TreeMap<>(markets).values()),
        List.copyOf(new TreeMap<>(carried).values()),
        places);
  }

  private static ObservedPrice price(Section price) {
    return new ObservedPrice(
        PortfolioReader.asset(price),
        Amounts.scaled(price, "price", 8, BigInteger.ONE, MOST),
        price.has("spread")
            ? Amounts.scaled(price, "spread", 8, BigInteger.ZERO, MOST)
            : BigInteger.ZERO);
  }

  private static AssetMarket market(Section market, long now, boolean isLive) {
    long time = market.has("time") ? Amounts.seconds(market, "time") : now;
    if (time > now) {
      throw market.invalid(
          "time", "is after the time of the whole file", "Data cannot be newer than the moment.");
    }
    return new AssetMarket(
        PortfolioReader.asset(market),
        Amounts.scaled(market, "spot", 8, BigInteger.ONE, MOST),
        market.has("confidence")
            ? Amounts.e9(market, "confidence", 0, PortfolioReader.ONE_E9)
            : PortfolioReader.ONE_E9,
        time,
        rate(market, "rate"),
        rate(market, "funding"),
        market.has("dailyVolumeUsd")
            ? Amounts.scaled(market, "dailyVolumeUsd", 0, BigInteger.ZERO, MOST)
            : BigInteger.ZERO,
        market.has("redemption") ? Amounts.e9(market, "redemption", 0, Long.MAX_VALUE) : 0,
        slices(market, time, now, isLive));
  }

  private static List<Slice> slices(Section market, long time, long now, boolean isLive) {
    List<Slice> slices = new ArrayList<>();
    market.optionalSections(
        "slices",
        s -> {
          Slice slice = s.build(x -> SliceReader.read(x, time));
          if (isLive && slice.expirySeconds() <= now) {
            throw s.invalid(
                "expiry",
                "has passed at the time of the file",
                "Remove the slice; give the settlement price of that expiry under settlements.");
          }
          if (!slices.isEmpty() && slice.expirySeconds() <= slices.getLast().expirySeconds()) {
            throw s.invalid(
                "expiry", "is not after the slice before it", "Sort the slices, each expiry once.");
          }
          return slices.add(slice);
        });
    return slices;
  }

  /** A settlement price is a slice of the past; its smile is never looked at. */
  private static boolean settle(
      Section settlement, SequencedMap<Asset, AssetMarket> markets, long now) {
    Asset asset = PortfolioReader.asset(settlement);
    long expiry = Amounts.seconds(settlement, "expiry");
    BigInteger price = Amounts.scaled(settlement, "price", 8, BigInteger.ONE, MOST);
    AssetMarket market = markets.get(asset);
    if (market == null) {
      throw settlement.invalid(
          "asset",
          asset + " is not among assets",
          Spelling.nearest(asset.symbol(), markets.keySet().stream().map(Asset::symbol).toList())
              .map(near -> "Write " + near + ", or add the asset.")
              .orElse("Add it there."));
    }
    if (expiry > now) {
      throw settlement.invalid(
          "expiry",
          "is after the time of the file, nothing can be settled yet",
          "Remove the settlement, or correct its expiry.");
    }
    var slices = new ArrayList<>(market.slices());
    int at = 0;
    while (at < slices.size() && slices.get(at).expirySeconds() < expiry) {
      at++;
    }
    if (at < slices.size() && slices.get(at).expirySeconds() == expiry) {
      throw settlement.invalid("expiry", "is settled twice", "Keep one of the prices.");
    }
    slices.add(at, new Slice(expiry, price, new Smile.Quotes(List.of(new Smile.Quote(price, 0)))));
    markets.put(asset, withSlices(market, slices));
    return true;
  }

  private static PriorAsset carried(Section carried, long now) {
    long time = Amounts.seconds(carried, "time");
    if (time > now) {
      throw carried.invalid("time", "is after the time of the file", "Carried data is older.");
    }
    return new PriorAsset(
        PortfolioReader.asset(carried),
        carried.has("state") ? carried.choice("state", STATES) : 0,
        (int) carried.number("calm", 0, PriorAsset.MAX_CALM, 0),
        time,
        Amounts.scaled(carried, "price", 8, BigInteger.ONE, MOST),
        carried.optionalSections("window", w -> w.build(MarketReader::timed)),
        carried.optionalSection("market").map(m -> m.build(s -> market(s, now, false))));
  }

  private static PriorAsset.TimedPrice timed(Section entry) {
    return new PriorAsset.TimedPrice(
        Amounts.seconds(entry, "time"), Amounts.scaled(entry, "price", 8, BigInteger.ONE, MOST));
  }

  private static long rate(Section market, String key) {
    return market.has(key) ? Amounts.e9(market, key, -MOST_RATE_E9, MOST_RATE_E9) : 0;
  }

  private static AssetMarket withSlices(AssetMarket market, List<Slice> slices) {
    return new AssetMarket(
        market.asset(),
        market.feedSpotUsdE8(),
        market.confidenceE9(),
        market.timeSeconds(),
        market.rateE9(),
        market.fundingE9(),
        market.dailyVolumeUsd(),
        market.redemptionE9(),
        slices);
  }
}
