package io.loadline.node.observation;

import io.loadline.consensus.Bytes;
import io.loadline.node.observation.ObservationBody.ChainCheckpoints;
import io.loadline.node.observation.ObservationBody.Checkpoint;
import io.loadline.node.observation.ObservationBody.Previous;
import io.loadline.node.observation.ObservationBody.Price;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import io.loadline.risk.portfolio.Asset;
import java.util.Optional;

/** Canonical bytes of an observation body, docs/formats.md section 8. */
public final class ObservationCodec {
  private static final int VERSION = 1;

  private ObservationCodec() {}

  /** The bytes whose hash an operator signs. */
  public static byte[] encode(ObservationBody body) {
    CborWriter out = new CborWriter();
    out.array(6).integer(VERSION).integer(body.height()).integer(body.round());
    out.list(body.checkpoints(), ObservationCodec::writeChain);
    out.list(
        body.prices(), (w, p) -> w.array(2).bytes(p.asset().bytes16()).integer(p.priceUsdE8()));
    body.previous()
        .ifPresentOrElse(
            previous ->
                out.array(3)
                    .bytes(previous.digest())
                    .integer(previous.height())
                    .bytes(previous.certificate().toArray()),
            out::nil);
    return out.toByteArray();
  }

  /** Refuses everything that {@link #encode} would not have written. */
  public static ObservationBody decode(byte[] bytes) throws CborException {
    CborReader in = new CborReader(bytes);
    in.array(6);
    in.expect(VERSION, "observation version");
    long height = in.unsigned();
    int round = in.unsignedInt();
    var checkpoints = in.list(ObservationCodec::readChain);
    var prices = in.list(ObservationCodec::readPrice);
    Optional<Previous> previous = in.nil() ? Optional.empty() : Optional.of(readPrevious(in));
    in.end();
    return CborReader.build(
        0, () -> new ObservationBody(height, round, checkpoints, prices, previous));
  }

  private static void writeChain(CborWriter out, ChainCheckpoints chain) {
    out.array(2)
        .integer(chain.chainId())
        .list(chain.blocks(), (w, c) -> w.array(2).integer(c.number()).bytes(c.hash()));
  }

  private static ChainCheckpoints readChain(CborReader in) throws CborException {
    int start = in.offset();
    in.array(2);
    long chainId = in.unsigned();
    var blocks =
        in.list(item -> {
          item.array(2);
          return new Checkpoint(item.unsigned(), item.bytes32());
        });
    return CborReader.build(start, () -> new ChainCheckpoints(chainId, blocks));
  }

  private static Price readPrice(CborReader in) throws CborException {
    int start = in.offset();
    in.array(2);
    byte[] asset = in.bytes(Asset.SIZE);
    var price = in.integer();
    return CborReader.build(start, () -> new Price(Asset.fromBytes16(asset), price));
  }

  private static Previous readPrevious(CborReader in) throws CborException {
    in.array(3);
    return new Previous(in.bytes32(), in.unsigned(), Bytes.of(in.bytes()));
  }
}
