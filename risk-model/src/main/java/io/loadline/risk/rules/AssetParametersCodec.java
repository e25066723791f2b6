package io.loadline.risk.rules;

import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;

/** One asset's parameters as one flat array, in the order of docs/formats.md section 5. */
final class AssetParametersCodec {
  private static final int FIELDS = 52;
  private static final int NUMBERS = 48;

  private AssetParametersCodec() {}

  static void write(CborWriter out, AssetParameters asset) {
    out.array(FIELDS).bytes(asset.asset().bytes16());
    ParameterCodec.writeIndex(out, asset.group());
    out.integer(asset.quantumBits()).integer(asset.lotDecimals());
    for (var number : numbers(asset)) {
      out.integer(number);
    }
  }

  static AssetParameters read(CborReader in) throws CborException {
    int start = in.offset();
    in.array(FIELDS);
    var asset = RulesCodec.readAsset(in);
    var group = ParameterCodec.readIndex(in);
    var quantumBits = in.unsignedInt();
    var lotDecimals = in.unsignedInt();
    var n = numbers(in, NUMBERS);
    return CborReader.build(
        start,
        () ->
            new AssetParameters(
                asset,
                group,
                quantumBits,
                lotDecimals,
                new AssetTopics.Shocks(n[0], n[1], n[2]),
                new AssetTopics.Volatility(n[3], n[4], n[5], n[6], n[7], n[8], n[25]),
                new AssetTopics.Skew(n[9], n[10], n[11], n[12], n[13]),
                new AssetTopics.Discounts(n[14], n[15], n[16], n[17], n[18], n[19]),
                new AssetTopics.Basis(n[20], n[21], n[22]),
                new AssetTopics.NearExpiry(n[23], n[24]),
                new AssetTopics.ShortOption(n[26], n[27]),
                new AssetTopics.Contingency(n[28], n[29], n[30], n[31]),
                new AssetTopics.Calendar(n[32], n[33], n[34]),
                new AssetTopics.Liquidity(n[35], n[36], n[37], n[38], n[39], n[40], n[41]),
                new AssetTopics.Transfer(n[42], n[43]),
                new AssetTopics.Breaker(n[44], n[45], n[46]),
                n[47]));
  }

  static long[] numbers(CborReader in, int count) throws CborException {
    var numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.signed();
    }
    return numbers;
  }

  private static long[] numbers(AssetParameters asset) {
    var shocks = asset.shocks();
    var volatility = asset.volatility();
    var skew = asset.skew();
    var discounts = asset.discounts();
    var basis = asset.basis();
    var contingency = asset.contingency();
    var calendar = asset.calendar();
    var liquidity = asset.liquidity();
    var breaker = asset.breaker();
    return new long[] {
      shocks.psrE9(),
      shocks.tailWeightE9(),
      shocks.liquidationSeconds(),
      volatility.upE9(),
      volatility.downE9(),
      volatility.powerShortE9(),
      volatility.powerLongE9(),
      volatility.floorDays(),
      volatility.leastUpE9(),
      skew.capBaseE9(),
      skew.capSlopeE9(),
      skew.leastWidthE9(),
      skew.widthE9(),
      skew.widthSlopeE9(),
      discounts.longBaseE9(),
      discounts.longRateE9(),
      discounts.longAddE9(),
      discounts.shortBaseE9(),
      discounts.shortRateE9(),
      discounts.shortAddE9(),
      basis.moveE9(),
      basis.addE9(),
      basis.slopeE9(),
      asset.nearExpiry().pinDays(),
      asset.nearExpiry().averagingSeconds(),
      volatility.smileToleranceE9(),
      asset.shortOption().rateE9(),
      asset.shortOption().initialE9(),
      contingency.contractE9(),
      contingency.contractInitialE9(),
      contingency.spotE9(),
      contingency.spotInitialE9(),
      calendar.baseE9(),
      calendar.slopeE9(),
      calendar.vegaE9(),
      liquidity.halfSpreadE9(),
      liquidity.volSpreadE9(),
      liquidity.impactE9(),
      liquidity.dailyVolE9(),
      liquidity.dailyVolumeUsd(),
      liquidity.freeVolumeE9(),
      liquidity.positionCapUsd(),
      asset.transfer().baseE9(),
      asset.transfer().rootE9(),
      breaker.heartbeatSeconds(),
      breaker.moveShortE9(),
      breaker.moveLongE9(),
      asset.fixedMarginE9()
    };
  }
}
