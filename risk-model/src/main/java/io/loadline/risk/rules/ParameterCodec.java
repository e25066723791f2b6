package io.loadline.risk.rules;

import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;

/** Canonical bytes of a parameter set, the last part of the rules. */
final class ParameterCodec {
  private ParameterCodec() {}

  static void write(CborWriter out, ParameterSet set) {
    out.array(5)
        .text(set.name())
        .text(set.scenarioSet().name())
        .integer(set.imFactorE9())
        .integer(set.mmFactorE9())
        .list(set.assets(), ParameterCodec::writeAsset);
  }

  static ParameterSet read(CborReader in) throws CborException {
    int start = in.offset();
    in.array(5);
    var name = in.text();
    int setStart = in.offset();
    var setName = in.text();
    var scenarioSet = CborReader.build(setStart, () -> ScenarioSet.valueOf(setName));
    var imFactor = in.unsigned();
    var mmFactor = in.unsigned();
    var assets = in.list(ParameterCodec::readAsset);
    return CborReader.build(
        start, () -> new ParameterSet(name, scenarioSet, imFactor, mmFactor, assets));
  }

  private static void writeAsset(CborWriter out, AssetParameters asset) {
    out.array(16)
        .bytes(asset.asset().bytes16())
        .integer(asset.quantumBits())
        .integer(asset.lotDecimals())
        .integer(asset.psrE9())
        .integer(asset.tailWeightE9())
        .integer(asset.volUpE9())
        .integer(asset.volDownE9())
        .integer(asset.volPowerShortE9())
        .integer(asset.volPowerLongE9())
        .integer(asset.volFloorDays())
        .integer(asset.minVolUpE9())
        .integer(asset.skewCapBaseE9())
        .integer(asset.skewCapSlopeE9())
        .integer(asset.shortOptionE9())
        .integer(asset.liquidationSeconds())
        .integer(asset.fixedMarginE9());
  }

  private static AssetParameters readAsset(CborReader in) throws CborException {
    int start = in.offset();
    in.array(16);
    var asset = RulesCodec.readAsset(in);
    var quantumBits = in.unsignedInt();
    var lotDecimals = in.unsignedInt();
    var values = new long[13];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.signed();
    }
    return CborReader.build(
        start,
        () ->
            new AssetParameters(
                asset,
                quantumBits,
                lotDecimals,
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                values[8],
                values[9],
                values[10],
                values[11],
                values[12]));
  }
}
