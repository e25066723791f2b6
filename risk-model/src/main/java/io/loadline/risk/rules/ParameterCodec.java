package io.loadline.risk.rules;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import java.util.Optional;
import java.util.OptionalInt;

/** Canonical bytes of a parameter set, the last part of the rules: docs/formats.md section 5. */
public final class ParameterCodec {
  private ParameterCodec() {}

  /** What a successor names as its predecessor. */
  public static Bytes32 hash(ParameterSet set) {
    return Keccak.hash(encode(set));
  }

  public static byte[] encode(ParameterSet set) {
    var out = new CborWriter();
    write(out, set);
    return out.toByteArray();
  }

  public static ParameterSet decode(byte[] bytes) throws CborException {
    var in = new CborReader(bytes);
    var set = read(in);
    in.end();
    return set;
  }

  static void write(CborWriter out, ParameterSet set) {
    out.array(8).text(set.name());
    set.predecessor().ifPresentOrElse(out::bytes, out::nil);
    out.list(set.scenarios(), ParameterCodec::writeRow);
    writeNetwork(out, set.network());
    out.list(set.groups(), ParameterCodec::writeGroup)
        .list(set.assets(), AssetParametersCodec::write)
        .list(set.related(), ParameterCodec::writeRelated)
        .list(set.stables(), (w, s) -> w.array(2).bytes(s.asset().bytes16()).integer(s.stressE9()));
  }

  static ParameterSet read(CborReader in) throws CborException {
    int start = in.offset();
    in.array(8);
    var name = in.text();
    var predecessor = in.nil() ? Optional.<Bytes32>empty() : Optional.of(in.bytes32());
    var rows = in.list(ParameterCodec::readRow);
    var network = readNetwork(in);
    var groups = in.list(ParameterCodec::readGroup);
    var assets = in.list(AssetParametersCodec::read);
    var related = in.list(ParameterCodec::readRelated);
    var stables = in.list(ParameterCodec::readStable);
    return CborReader.build(
        start,
        () -> new ParameterSet(name, predecessor, rows, network, groups, assets, related, stables));
  }

  private static void writeRow(CborWriter out, ScenarioRow row) {
    out.array(7)
        .bool(row.relative())
        .integer(row.numerator())
        .integer(row.denominator())
        .integer(row.volRule().code())
        .bool(row.damped())
        .integer(row.weightE9())
        .integer(row.block());
  }

  private static ScenarioRow readRow(CborReader in) throws CborException {
    int start = in.offset();
    in.array(7);
    var relative = in.bool();
    var numerator = in.signed();
    var denominator = in.unsigned();
    var code = in.unsignedInt();
    var damped = in.bool();
    var weight = in.unsigned();
    var block = in.unsignedInt();
    return CborReader.build(
        start,
        () ->
            new ScenarioRow(
                relative, numerator, denominator, VolRule.fromCode(code), damped, weight, block));
  }

  private static void writeNetwork(CborWriter out, NetworkParameters network) {
    out.array(18)
        .integer(network.imFactorE9())
        .integer(network.mmFactorE9())
        .integer(network.imAddE9())
        .bool(network.shortOptionFloor())
        .integer(network.foreignTransferE9())
        .bool(network.foreignGroupCredit())
        .integer(network.confidence().thresholdE9())
        .integer(network.confidence().marginE9())
        .integer(network.peg().thresholdE9())
        .integer(network.peg().factorE9())
        .integer(network.peg().haltE9())
        .integer(network.peg().crossE9())
        .integer(network.caution().spreadE9())
        .integer(network.caution().cautionE9())
        .integer(network.caution().haltE9())
        .integer(network.caution().calmRounds())
        .integer(network.supply().stepE9())
        .integer(network.supply().haircutE9());
  }

  private static NetworkParameters readNetwork(CborReader in) throws CborException {
    int start = in.offset();
    in.array(18);
    var imFactor = in.unsigned();
    var mmFactor = in.unsigned();
    var imAdd = in.unsigned();
    var floor = in.bool();
    var transfer = in.unsigned();
    var groupCredit = in.bool();
    var n = AssetParametersCodec.numbers(in, 12);
    return CborReader.build(
        start,
        () ->
            new NetworkParameters(
                imFactor,
                mmFactor,
                imAdd,
                floor,
                transfer,
                groupCredit,
                new NetworkParameters.Confidence(n[0], n[1]),
                new NetworkParameters.Peg(n[2], n[3], n[4], n[5]),
                new NetworkParameters.Caution(n[6], n[7], n[8], n[9]),
                new NetworkParameters.Supply(n[10], n[11])));
  }

  private static void writeGroup(CborWriter out, AssetGroup group) {
    out.array(3).text(group.name());
    writeIndex(out, group.parent());
    out.integer(group.creditE9());
  }

  private static AssetGroup readGroup(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    var name = in.text();
    var parent = readIndex(in);
    var credit = in.unsigned();
    return CborReader.build(start, () -> new AssetGroup(name, parent, credit));
  }

  private static void writeRelated(CborWriter out, RelatedAsset related) {
    out.array(4)
        .bytes(related.asset().bytes16())
        .bytes(related.underlying().bytes16())
        .integer(related.haircutMmE9())
        .integer(related.haircutImE9());
  }

  private static RelatedAsset readRelated(CborReader in) throws CborException {
    int start = in.offset();
    in.array(4);
    var asset = RulesCodec.readAsset(in);
    var underlying = RulesCodec.readAsset(in);
    var haircutMm = in.unsigned();
    var haircutIm = in.unsigned();
    return CborReader.build(start, () -> new RelatedAsset(asset, underlying, haircutMm, haircutIm));
  }

  private static StableAsset readStable(CborReader in) throws CborException {
    int start = in.offset();
    in.array(2);
    var asset = RulesCodec.readAsset(in);
    var stress = in.unsigned();
    return CborReader.build(start, () -> new StableAsset(asset, stress));
  }

  static void writeIndex(CborWriter out, OptionalInt index) {
    index.ifPresentOrElse(out::integer, out::nil);
  }

  static OptionalInt readIndex(CborReader in) throws CborException {
    return in.nil() ? OptionalInt.empty() : OptionalInt.of(in.unsignedInt());
  }
}
