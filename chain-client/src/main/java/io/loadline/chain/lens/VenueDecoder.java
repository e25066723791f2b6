package io.loadline.chain.lens;

import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Decodes {@code IPositionSource}'s packed reads, docs/formats.md section 4. */
public final class VenueDecoder {

  private VenueDecoder() {}

  /**
   * A position by the venue's own index.
   *
   * @param index place in the venue's list of instruments
   */
  public record VenuePosition(int index, BigInteger quantityE18) {}

  /** Exactly {@code count} instruments; each id is checked against its fields. */
  public static List<Instrument> instruments(
      byte[] packed, int count, long chainId, Address venue, String source)
      throws RpcException.Malformed {
    PackedReader in = new PackedReader(packed, source);
    List<Instrument> instruments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Bytes32 id = in.bytes32();
      int kind = in.uint8();
      Asset asset = in.asset();
      long expiry = in.uint64();
      BigInteger strike = in.uint128();
      instruments.add(
          in.build(() ->
              new Instrument(
                  id, chainId, venue, InstrumentKind.fromCode(kind), asset, expiry, strike)));
    }
    in.requireEnd();
    return List.copyOf(instruments);
  }

  /**
   * Positions of each account asked for, in that order; every index is below {@code instruments}.
   */
  public static List<List<VenuePosition>> positions(
      byte[] packed, int accounts, int instruments, String source) throws RpcException.Malformed {
    PackedReader in = new PackedReader(packed, source);
    List<List<VenuePosition>> perAccount = new ArrayList<>(accounts);
    for (int i = 0; i < accounts; i++) {
      int count = in.uint16();
      List<VenuePosition> positions = new ArrayList<>(Math.min(count, 256));
      long previous = -1;
      for (int k = 0; k < count; k++) {
        long index = in.uint32();
        BigInteger quantity = in.int128();
        if (index <= previous || index >= instruments || quantity.signum() == 0) {
          throw in.malformed(
              "position %d of instrument %d: indexes must rise below %d, quantities not be zero"
                  .formatted(k, index, instruments));
        }
        previous = index;
        positions.add(new VenuePosition((int) index, quantity));
      }
      perAccount.add(List.copyOf(positions));
    }
    in.requireEnd();
    return perAccount;
  }
}
