package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;

/** Something an account can hold at a venue. The id is the hash of all other components. */
public record Instrument(
    Bytes32 id,
    long chainId,
    Address venue,
    InstrumentKind kind,
    Asset asset,
    long expirySeconds,
    BigInteger strikeUsdE8) {
  public Instrument {
    Limits.uint63(chainId, "instrument chain id");
    Limits.uint63(expirySeconds, "expiry");
    Limits.uint128(strikeUsdE8, "strike");
    Limits.require(kind.hasExpiry() || expirySeconds == 0, "expiry of " + kind, expirySeconds);
    Limits.require(
        kind.isOption() ? strikeUsdE8.signum() > 0 : strikeUsdE8.signum() == 0,
        "strike of " + kind,
        strikeUsdE8);
    var expected = idOf(chainId, venue, kind, asset, expirySeconds, strikeUsdE8);
    Limits.require(id.equals(expected), "instrument id", id);
  }

  public static Instrument of(
      long chainId,
      Address venue,
      InstrumentKind kind,
      Asset asset,
      long expirySeconds,
      BigInteger strikeUsdE8) {
    var id = idOf(chainId, venue, kind, asset, expirySeconds, strikeUsdE8);
    return new Instrument(id, chainId, venue, kind, asset, expirySeconds, strikeUsdE8);
  }

  private static Bytes32 idOf(
      long chainId,
      Address venue,
      InstrumentKind kind,
      Asset asset,
      long expirySeconds,
      BigInteger strikeUsdE8) {
    return new AbiEncoder()
        .uint(chainId)
        .address(venue)
        .uint(kind.code())
        .fixedBytes(asset.bytes16())
        .uint(expirySeconds)
        .uint(strikeUsdE8)
        .hash();
  }
}
