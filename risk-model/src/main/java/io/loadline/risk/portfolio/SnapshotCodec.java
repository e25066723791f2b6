package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;

/** Canonical bytes of a snapshot, docs/formats.md section 6. */
public final class SnapshotCodec {
  private static final int VERSION = 2;

  private SnapshotCodec() {}

  public static byte[] encode(Snapshot snapshot) {
    var out = new CborWriter();
    out.array(13)
        .integer(VERSION)
        .bytes(snapshot.networkId())
        .bytes(snapshot.rulesHash())
        .integer(snapshot.keyEpoch())
        .integer(snapshot.height())
        .integer(snapshot.anchorTimeSeconds())
        .list(snapshot.pins(), SnapshotCodec::writePin)
        .list(snapshot.observed(), MarketCodec::writeObserved)
        .list(snapshot.market(), MarketCodec::writeMarket)
        .list(snapshot.instruments(), SnapshotCodec::writeInstrument)
        .list(
            snapshot.collateral(),
            (w, c) ->
                w.array(4)
                    .integer(c.chainId())
                    .bytes(c.token())
                    .integer(c.decimals())
                    .integer(c.supply()))
        .list(snapshot.accounts(), AccountCodec::write);
    CarriedCodec.write(out, snapshot.carried());
    return out.toByteArray();
  }

  public static Snapshot decode(byte[] bytes) throws CborException {
    var in = new CborReader(bytes);
    in.array(13);
    in.expect(VERSION, "snapshot version");
    var networkId = in.bytes32();
    var rulesHash = in.bytes32();
    var keyEpoch = in.unsigned();
    var height = in.unsigned();
    var anchorTime = in.unsigned();
    var pins = in.list(SnapshotCodec::readPin);
    var observed = in.list(MarketCodec::readObserved);
    var market = in.list(MarketCodec::readMarket);
    var instruments = in.list(SnapshotCodec::readInstrument);
    var collateral = in.list(SnapshotCodec::readToken);
    var accounts = in.list(AccountCodec::read);
    var carried = CarriedCodec.read(in);
    in.end();
    return CborReader.build(
        0,
        () ->
            new Snapshot(
                networkId,
                rulesHash,
                keyEpoch,
                height,
                anchorTime,
                pins,
                observed,
                market,
                instruments,
                collateral,
                accounts,
                carried));
  }

  /** The snapshot hash that a report names. */
  public static Bytes32 hash(Snapshot snapshot) {
    return Keccak.hash(encode(snapshot));
  }

  private static void writePin(CborWriter out, Pin pin) {
    out.array(4)
        .integer(pin.chainId())
        .integer(pin.number())
        .bytes(pin.hash())
        .integer(pin.timeSeconds());
  }

  private static Pin readPin(CborReader in) throws CborException {
    in.array(4);
    return new Pin(in.unsigned(), in.unsigned(), in.bytes32(), in.unsigned());
  }

  private static void writeInstrument(CborWriter out, Instrument instrument) {
    out.array(7)
        .bytes(instrument.id())
        .integer(instrument.chainId())
        .bytes(instrument.venue())
        .integer(instrument.kind().code())
        .bytes(instrument.asset().bytes16())
        .integer(instrument.expirySeconds())
        .integer(instrument.strikeUsdE8());
  }

  private static Instrument readInstrument(CborReader in) throws CborException {
    int start = in.offset();
    in.array(7);
    var id = in.bytes32();
    var chainId = in.unsigned();
    var venue = in.address();
    var kindCode = in.unsignedInt();
    var asset = MarketCodec.readAsset(in);
    var expiry = in.unsigned();
    var strike = in.integer();
    return CborReader.build(
        start,
        () ->
            new Instrument(
                id, chainId, venue, InstrumentKind.fromCode(kindCode), asset, expiry, strike));
  }

  private static CollateralToken readToken(CborReader in) throws CborException {
    int start = in.offset();
    in.array(4);
    var chainId = in.unsigned();
    var token = in.address();
    var decimals = in.unsignedInt();
    var supply = in.integer();
    return CborReader.build(start, () -> new CollateralToken(chainId, token, decimals, supply));
  }
}
