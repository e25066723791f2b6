package io.loadline.node.margin.input;

import io.loadline.node.config.Place;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.AssetMarket;
import io.loadline.risk.portfolio.ObservedPrice;
import io.loadline.risk.portfolio.PriorAsset;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a market file says of one moment.
 *
 * @param markets settlement prices are among the slices
 * @param places where each asset's market stands in the file
 */
public record Market(
    long timeSeconds,
    List<ObservedPrice> observed,
    List<AssetMarket> markets,
    List<PriorAsset> carried,
    SequencedMap<Asset, Place> places) {
  public Market {
    observed = List.copyOf(observed);
    markets = List.copyOf(markets);
    carried = List.copyOf(carried);
  }
}
