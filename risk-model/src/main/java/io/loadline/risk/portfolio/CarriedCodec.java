package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import io.loadline.risk.portfolio.Carried.PriorPin;
import io.loadline.risk.portfolio.Carried.PriorRequirement;
import java.math.BigInteger;

/** Canonical bytes of {@link Carried}, and the root of the state section. */
public final class CarriedCodec {
  private static final int VERSION = 2;

  private CarriedCodec() {}

  /**
   * What the {@code state} section of a report commits to: the three fields only the next round can
   * know are zero.
   */
  public static Bytes32 stateRoot(Carried carried) {
    var writer = new CborWriter();
    write(writer, carried.after(Bytes32.ZERO, 0, BigInteger.ZERO));
    return Keccak.hash(writer.toByteArray());
  }

  static void write(CborWriter out, Carried carried) {
    out.array(7)
        .integer(VERSION)
        .bytes(carried.previousReport())
        .integer(carried.previousHeight())
        .integer(carried.participation())
        .list(carried.pins(), (w, p) -> w.array(2).integer(p.chainId()).integer(p.number()))
        .list(carried.requirements(), CarriedCodec::writeRequirement)
        .list(carried.assets(), PriorAssetCodec::write);
  }

  private static void writeRequirement(CborWriter out, PriorRequirement requirement) {
    out.array(3)
        .bytes(requirement.account())
        .integer(requirement.initialUsdE6())
        .integer(requirement.maintenanceUsdE6());
  }

  static Carried read(CborReader in) throws CborException {
    int start = in.offset();
    in.array(7);
    in.expect(VERSION, "carried version");
    var previousReport = in.bytes32();
    var previousHeight = in.unsigned();
    var participation = in.integer();
    var pins = in.list(CarriedCodec::readPin);
    var requirements = in.list(CarriedCodec::readRequirement);
    var assets = in.list(PriorAssetCodec::read);
    return CborReader.build(
        start,
        () ->
            new Carried(previousReport, previousHeight, participation, pins, requirements, assets));
  }

  private static PriorPin readPin(CborReader in) throws CborException {
    in.array(2);
    return new PriorPin(in.unsigned(), in.unsigned());
  }

  private static PriorRequirement readRequirement(CborReader in) throws CborException {
    int start = in.offset();
    in.array(3);
    var account = in.bytes32();
    var initial = in.integer();
    var maintenance = in.integer();
    return CborReader.build(start, () -> new PriorRequirement(account, initial, maintenance));
  }
}
