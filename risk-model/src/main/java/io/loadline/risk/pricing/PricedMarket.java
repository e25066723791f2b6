package io.loadline.risk.pricing;

import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything of a snapshot that has a price, priced once: docs/crypto-span-1.md sections 3 to 5.
 * Immutable; shared by threads.
 */
public final class PricedMarket {
  /** In place of an asset's index: cash-like, or nothing that the parameters know. */
  public static final int NO_ASSET = -1;

  private final UsedPrices prices;
  private final UsedMarkets markets;
  private final List<PricedAsset> assets;
  private final List<Valuation> valuations;
  private final int[] assetOfInstrument;

  private PricedMarket(
      UsedPrices prices,
      UsedMarkets markets,
      List<PricedAsset> assets,
      List<Valuation> valuations,
      int[] assetOfInstrument) {
    this.prices = prices;
    this.markets = markets;
    this.assets = List.copyOf(assets);
    this.valuations = List.copyOf(valuations);
    this.assetOfInstrument = assetOfInstrument;
  }

  public static PricedMarket of(Snapshot snapshot, Rules rules) {
    var parameters = rules.parameters();
    var markets = new UsedMarkets(snapshot, parameters);
    var prices = new UsedPrices(snapshot, parameters, markets);
    var books = new Books(parameters);
    var instruments = snapshot.instruments();
    var assetOf = instruments.stream().mapToInt(books::assetOf).toArray();
    var scans = new ArrayList<AssetScan>();
    for (var asset : parameters.assets()) {
      int index = scans.size();
      var own =
          IntStream.range(0, assetOf.length)
              .filter(i -> assetOf[i] == index)
              .mapToObj(instruments::get)
              .toList();
      var market = markets.of(asset.asset());
      scans.add(new AssetScan(asset, rules, snapshot.anchorTimeSeconds(), prices, market, own));
    }
    var valuations = new ArrayList<Valuation>();
    for (int i = 0; i < assetOf.length; i++) {
      var instrument = instruments.get(i);
      valuations.add(
          assetOf[i] == NO_ASSET
              ? CashLike.value(instrument, parameters, prices)
              : scans.get(assetOf[i]).value(instrument));
    }
    var assets = scans.stream().map(AssetScan::asset).toList();
    return new PricedMarket(prices, markets, assets, valuations, assetOf);
  }

  /** In the parameters' order. */
  public List<PricedAsset> assets() {
    return assets;
  }

  /** One per instrument, in the snapshot's order. */
  public List<Valuation> valuations() {
    return valuations;
  }

  /**
   * The place in {@link #assets} of the book that an instrument belongs to, a related token's in
   * that of its underlying; {@link #NO_ASSET} if it is cash-like or has no book.
   */
  public int assetOf(int instrument) {
    return assetOfInstrument[instrument];
  }

  /**
   * The price used for an asset, related token, stablecoin, or anything else that was observed;
   * empty if it is missing. It may be too low for a value: {@link UsedPrice#isUsable}.
   */
  public Optional<UsedPrice> price(Asset asset) {
    return prices.of(asset);
  }

  /** The market data used for an asset or related token; of anything else there never was any. */
  public UsedMarket market(Asset asset) {
    return markets.of(asset);
  }
}
