package io.loadline.risk.rules;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import io.loadline.risk.portfolio.Asset;
import java.util.Optional;

/** Canonical bytes of the rules; their keccak256 is the rules hash. */
public final class RulesCodec {
  private static final int VERSION = 2;
  private static final String MODEL = "crypto-span-1";
  private static final String FINALITY = "finalized";

  private RulesCodec() {}

  public static Bytes32 hash(Rules rules) {
    return Keccak.hash(encode(rules));
  }

  public static byte[] encode(Rules rules) {
    var out = new CborWriter();
    out.array(11).integer(VERSION);
    rules.predecessor().ifPresentOrElse(out::bytes, out::nil);
    out.text(MODEL)
        .array(3)
        .integer(rules.anchor().chainId())
        .integer(rules.anchor().startBlock())
        .integer(rules.anchor().cadenceBlocks())
        .integer(rules.validitySeconds())
        .integer(rules.maxPositions())
        .list(rules.chains(), RulesCodec::writeChain)
        .list(rules.venues(), RulesCodec::writeVenue)
        .list(
            rules.feeds(),
            (w, f) -> w.array(3).bytes(f.asset().bytes16()).integer(f.chainId()).bytes(f.feed()))
        .list(rules.collateral(), RulesCodec::writeCollateral);
    ParameterCodec.write(out, rules.parameters());
    return out.toByteArray();
  }

  public static Rules decode(byte[] bytes) throws CborException {
    var in = new CborReader(bytes);
    in.array(11);
    in.expect(VERSION, "rules version");
    var predecessor = in.nil() ? Optional.<Bytes32>empty() : Optional.of(in.bytes32());
    expectText(in, MODEL, "model");
    var anchor = readAnchor(in);
    var validity = in.unsigned();
    var maxPositions = in.unsignedInt();
    var chains = in.list(RulesCodec::readChain);
    var venues = in.list(RulesCodec::readVenue);
    var feeds = in.list(RulesCodec::readFeed);
    var collateral = in.list(RulesCodec::readCollateral);
    var parameters = ParameterCodec.read(in);
    in.end();
    return CborReader.build(
        0,
        () ->
            new Rules(
                predecessor,
                anchor,
                validity,
                maxPositions,
                chains,
                venues,
                feeds,
                collateral,
                parameters));
  }

  private static Rules.Anchor readAnchor(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    var chainId = in.unsigned();
    var startBlock = in.unsigned();
    var cadence = in.unsigned();
    return CborReader.build(start, () -> new Rules.Anchor(chainId, startBlock, cadence));
  }

  private static void writeChain(CborWriter out, Rules.Chain chain) {
    out.array(4)
        .integer(chain.chainId())
        .bytes(chain.gcm())
        .text(FINALITY)
        .integer(chain.checkpointBlocks());
  }

  private static Rules.Chain readChain(CborReader in) throws CborException {
    int start = in.offset();
    in.array(4);
    var chainId = in.unsigned();
    var gcm = in.address();
    expectText(in, FINALITY, "finality");
    var checkpoint = in.unsigned();
    return CborReader.build(start, () -> new Rules.Chain(chainId, gcm, checkpoint));
  }

  private static void writeVenue(CborWriter out, Rules.Venue venue) {
    out.array(5)
        .integer(venue.chainId())
        .bytes(venue.venue())
        .integer(venue.exitSeconds())
        .integer(venue.creditE9())
        .integer(venue.creditCapUsdE6());
  }

  private static Rules.Venue readVenue(CborReader in) throws CborException {
    int start = in.offset();
    in.array(5);
    var chainId = in.unsigned();
    var venue = in.address();
    var exit = in.unsigned();
    var credit = in.unsigned();
    var cap = in.unsigned();
    return CborReader.build(start, () -> new Rules.Venue(chainId, venue, exit, credit, cap));
  }

  private static Rules.Feed readFeed(CborReader in) throws CborException {
    in.array(3);
    return new Rules.Feed(readAsset(in), in.unsigned(), in.address());
  }

  private static void writeCollateral(CborWriter out, Rules.Collateral collateral) {
    out.array(5)
        .integer(collateral.chainId())
        .bytes(collateral.token())
        .bytes(collateral.asset().bytes16())
        .integer(collateral.haircutImE9())
        .integer(collateral.haircutMmE9());
  }

  private static Rules.Collateral readCollateral(CborReader in) throws CborException {
    int start = in.offset();
    in.array(5);
    var chainId = in.unsigned();
    var token = in.address();
    var asset = readAsset(in);
    var haircutIm = in.unsigned();
    var haircutMm = in.unsigned();
    return CborReader.build(
        start, () -> new Rules.Collateral(chainId, token, asset, haircutIm, haircutMm));
  }

  static Asset readAsset(CborReader in) throws CborException {
    int start = in.offset();
    var bytes = in.bytes(Asset.SIZE);
    return CborReader.build(start, () -> Asset.fromBytes16(bytes));
  }

  private static void expectText(CborReader in, String constant, String name) throws CborException {
    int start = in.offset();
    var text = in.text();
    if (!text.equals(constant)) {
      throw new CborException(start, name + " must be " + constant + ", got " + text);
    }
  }
}
