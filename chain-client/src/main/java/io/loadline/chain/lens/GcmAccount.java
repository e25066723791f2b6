package io.loadline.chain.lens;

import io.loadline.risk.bytes.Address;
import java.math.BigInteger;
import java.util.List;

/**
 * What one GCM says of one account. Owner is set where the account is at home, holder where this
 * GCM is its guard on a foreign chain; both zero: unknown there.
 *
 * @param holdings one per token of the GCM, in its order; empty if unknown
 */
public record GcmAccount(
    Address owner,
    long subAccount,
    Address holder,
    long provenHeight,
    BigInteger provenInitialUsdE6,
    BigInteger reservedUsdE6,
    List<Holding> holdings,
    List<Lock> locks,
    List<Link> links,
    List<ApprovedVenue> venues) {

  public record Holding(BigInteger amount, BigInteger setAside) {}

  public record Lock(long chainId, Address guard, BigInteger lockedUsdE6) {}

  public record Link(long chainId, Address guard, Address holder) {}

  public record ApprovedVenue(Address venue, BigInteger capUsdE6) {}
}
