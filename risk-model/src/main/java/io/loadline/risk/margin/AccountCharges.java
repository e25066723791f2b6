package io.loadline.risk.margin;

import java.math.BigInteger;
import java.util.List;

/**
 * All charges and credits of one account, in 1e-24 USD.
 *
 * @param netted over all venues
 * @param coreUsdE24 the netted core or the sum of the venues', whichever is less
 * @param addedUsdE24 beside the core
 * @param addedInitialUsdE24 what initial margin adds on top
 */
record AccountCharges(
    BookCharges netted,
    List<AtVenue> venues,
    BigInteger coreUsdE24,
    BigInteger addedUsdE24,
    BigInteger addedInitialUsdE24) {

  /**
   * One venue alone.
   *
   * @param charges with the venue's share of the concentration
   * @param creditUsdE24 what the net liquidation value there pays for, negative if it is a debt
   */
  record AtVenue(
      int venue,
      BookCharges charges,
      BigInteger valueUsdE24,
      BigInteger creditUsdE24,
      BigInteger stressUsdE24,
      BigInteger depegUsdE24) {}

  BigInteger creditUsdE24() {
    return venues.stream().map(AtVenue::creditUsdE24).reduce(BigInteger.ZERO, BigInteger::add);
  }

  BigInteger initialUsdE6(Requirement requirement) {
    var charges = requirement.initialChargesUsdE24(coreUsdE24, addedUsdE24.add(addedInitialUsdE24));
    return Requirement.usdE6(charges, creditUsdE24());
  }

  BigInteger maintenanceUsdE6(Requirement requirement) {
    return Requirement.usdE6(
        requirement.maintenanceChargesUsdE24(coreUsdE24, addedUsdE24), creditUsdE24());
  }

  BigInteger isolatedUsdE6(Requirement requirement) {
    return venues.stream()
        .map(venue -> isolatedUsdE6(requirement, venue))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Initial margin of what stands at one venue, without all the rest. */
  static BigInteger isolatedUsdE6(Requirement requirement, AtVenue venue) {
    var added =
        venue
            .charges()
            .addedUsdE24()
            .add(venue.charges().addedInitialUsdE24())
            .add(venue.stressUsdE24())
            .add(venue.depegUsdE24());
    var charges = requirement.initialChargesUsdE24(venue.charges().coreUsdE24(), added);
    return Requirement.usdE6(charges, venue.creditUsdE24());
  }
}
