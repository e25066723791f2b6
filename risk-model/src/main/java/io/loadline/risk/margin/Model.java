package io.loadline.risk.margin;

import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.pricing.PricedMarket;
import io.loadline.risk.rules.NetworkParameters;
import io.loadline.risk.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/** All that the margins of one snapshot's accounts share. Immutable. */
final class Model {
  final Rules rules;
  final NetworkParameters network;
  final long anchorTimeSeconds;
  final PricedMarket market;
  final Breakers breakers;
  final List<AssetTable> assets = new ArrayList<>();
  final List<ChargeRates> rates = new ArrayList<>();
  final InstrumentTable table;
  final InstrumentFlags flags;
  final GroupTree tree;

  Model(Snapshot snapshot, Rules rules) {
    this.rules = rules;
    var parameters = rules.parameters();
    network = parameters.network();
    anchorTimeSeconds = snapshot.anchorTimeSeconds();
    market = PricedMarket.of(snapshot, rules);
    breakers = Breakers.of(snapshot, parameters, market);
    var venues = new VenueReader(market, rules).read(snapshot);
    for (var priced : market.assets()) {
      var asset = new AssetTable(assets.size(), priced, venues, network.foreignTransferE9());
      assets.add(asset);
      rates.add(new ChargeRates(asset, parameters, breakers.state(asset.parameters.asset())));
    }
    table = new InstrumentTable(snapshot, parameters, market, assets, venues);
    flags = new InstrumentFlags(snapshot, parameters, market, breakers);
    tree = new GroupTree(parameters, assets);
  }
}
