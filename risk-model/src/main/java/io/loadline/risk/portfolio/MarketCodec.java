package io.loadline.risk.portfolio;

import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;

/** Canonical bytes of pins' market part: observed prices, feeds, slices and smiles. */
final class MarketCodec {
  private static final int QUOTES = 0;
  private static final int SVI = 1;

  private MarketCodec() {}

  static void writeObserved(CborWriter out, ObservedPrice price) {
    out.array(3)
        .bytes(price.asset().bytes16())
        .integer(price.priceUsdE8())
        .integer(price.spreadUsdE8());
  }

  static ObservedPrice readObserved(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    var asset = readAsset(in);
    var price = in.integer();
    var spread = in.integer();
    return CborReader.build(start, () -> new ObservedPrice(asset, price, spread));
  }

  static void writeMarket(CborWriter out, AssetMarket market) {
    out.array(9)
        .bytes(market.asset().bytes16())
        .integer(market.feedSpotUsdE8())
        .integer(market.confidenceE9())
        .integer(market.timeSeconds())
        .integer(market.rateE9())
        .integer(market.fundingE9())
        .integer(market.dailyVolumeUsd())
        .integer(market.redemptionE9())
        .list(market.slices(), MarketCodec::writeSlice);
  }

  static AssetMarket readMarket(CborReader in) throws CborException {
    int start = in.offset();
    in.array(9);
    var asset = readAsset(in);
    var spot = in.integer();
    var confidence = in.unsigned();
    var time = in.unsigned();
    var rate = in.signed();
    var funding = in.signed();
    var volume = in.integer();
    var redemption = in.unsigned();
    var slices = in.list(MarketCodec::readSlice);
    return CborReader.build(
        start,
        () ->
            new AssetMarket(
                asset, spot, confidence, time, rate, funding, volume, redemption, slices));
  }

  static Asset readAsset(CborReader in) throws CborException {
    int start = in.offset();
    var bytes = in.bytes(Asset.SIZE);
    return CborReader.build(start, () -> Asset.fromBytes16(bytes));
  }

  private static void writeSlice(CborWriter out, Slice slice) {
    out.array(3).integer(slice.expirySeconds()).integer(slice.forwardUsdE8());
    switch (slice.smile()) {
      case Smile.Quotes smile ->
          out.array(2)
              .integer(QUOTES)
              .list(
                  smile.quotes(), (w, q) -> w.array(2).integer(q.strikeUsdE8()).integer(q.volE9()));
      case Smile.Svi svi ->
          out.array(7)
              .integer(SVI)
              .integer(svi.aE12())
              .integer(svi.bE12())
              .integer(svi.rhoE12())
              .integer(svi.mE12())
              .integer(svi.sigmaE12())
              .integer(svi.tauSeconds());
    }
  }

  private static Slice readSlice(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    var expiry = in.unsigned();
    var forward = in.integer();
    var smile = readSmile(in);
    return CborReader.build(start, () -> new Slice(expiry, forward, smile));
  }

  private static Smile readSmile(CborReader in) throws CborException {
    int start = in.offset();
    int count = in.array();
    long kind = count == 0 ? -1 : in.unsigned();
    if (kind == QUOTES && count == 2) {
      var quotes = in.list(MarketCodec::readQuote);
      return CborReader.build(start, () -> new Smile.Quotes(quotes));
    }
    if (kind == SVI && count == 7) {
      var parameters = new long[] {in.signed(), in.signed(), in.signed(), in.signed(), in.signed()};
      var tau = in.unsigned();
      return new Smile.Svi(
          parameters[0], parameters[1], parameters[2], parameters[3], parameters[4], tau);
    }
    throw new CborException(start, "unknown smile kind");
  }

  private static Smile.Quote readQuote(CborReader in) throws CborException {
    int start = in.offset();
    in.array(2);
    var strike = in.integer();
    var vol = in.unsigned();
    return CborReader.build(start, () -> new Smile.Quote(strike, vol));
  }
}
