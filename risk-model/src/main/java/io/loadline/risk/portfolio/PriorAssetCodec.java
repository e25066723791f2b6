package io.loadline.risk.portfolio;

import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import io.loadline.risk.portfolio.PriorAsset.TimedPrice;
import java.util.Optional;

/** Canonical bytes of {@link PriorAsset}. */
final class PriorAssetCodec {
  private PriorAssetCodec() {}

  static void write(CborWriter out, PriorAsset asset) {
    out.array(7)
        .bytes(asset.asset().bytes16())
        .integer(asset.state())
        .integer(asset.calm())
        .integer(asset.timeSeconds())
        .integer(asset.priceUsdE8())
        .list(
            asset.window(), (w, p) -> w.array(2).integer(p.timeSeconds()).integer(p.priceUsdE8()));
    if (asset.market().isEmpty()) {
      out.nil();
    } else {
      MarketCodec.writeMarket(out, asset.market().get());
    }
  }

  static PriorAsset read(CborReader in) throws CborException {
    int start = in.offset();
    in.array(7);
    var asset = MarketCodec.readAsset(in);
    var state = in.unsignedInt();
    var calm = in.unsignedInt();
    var time = in.unsigned();
    var price = in.integer();
    var window = in.list(PriorAssetCodec::readTimedPrice);
    Optional<AssetMarket> market =
        in.nil() ? Optional.empty() : Optional.of(MarketCodec.readMarket(in));
    return CborReader.build(
        start, () -> new PriorAsset(asset, state, calm, time, price, window, market));
  }

  private static TimedPrice readTimedPrice(CborReader in) throws CborException {
    int start = in.offset();
    in.array(2);
    var time = in.unsigned();
    var price = in.integer();
    return CborReader.build(start, () -> new TimedPrice(time, price));
  }
}
