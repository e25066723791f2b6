package io.loadline.node.margin.input;

import io.loadline.node.config.Place;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.portfolio.Asset;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.portfolio.SnapshotBuilder;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What a portfolio file says of one account. Quantities are those of the model: shorts and debts
 * negative, an inverse contract's sign turned.
 */
public record Portfolio(
    String owner,
    long homeChainId,
    List<Venue> venues,
    List<Holding> holdings,
    List<Pledge> pledged,
    List<Deposit> collateral) {
  /** The name of the venue that pledged collateral stands at. */
  public static final String GCM = "GCM";

  public Portfolio {
    venues = List.copyOf(venues);
    holdings = List.copyOf(holdings);
    pledged = List.copyOf(pledged);
    collateral = List.copyOf(collateral);
  }

  /**
   * A venue and the terms on which value there counts.
   *
   * @param settlement what its cash ledger is kept in
   * @param exitSeconds how long value takes to leave it
   * @param creditE9 share of positive value there that counts
   * @param creditCapUsdE6 the most of it that counts
   */
  public record Venue(
      Place place,
      String name,
      long chainId,
      Asset settlement,
      long exitSeconds,
      long creditE9,
      long creditCapUsdE6) {
    /** Made from the name, as there is no contract behind it. */
    public Address address() {
      return SnapshotBuilder.address(name);
    }
  }

  /**
   * A position.
   *
   * @param entryE18 the price paid, in the coin it is settled in
   */
  public record Holding(
      Place place,
      Venue venue,
      Instrument instrument,
      BigInteger quantityE18,
      Optional<BigInteger> entryE18,
      Optional<Interest> interest) {}

  /** Simple interest per year since a time. */
  public record Interest(long rateE9, long sinceSeconds) {}

  /** Coins pledged to the collateral manager: they stand in the book. */
  public record Pledge(Place place, Asset asset, BigInteger quantityE18) {}

  /** Coins deposited beside the book: their value after haircut covers the requirement. */
  public record Deposit(
      Place place, Asset asset, BigInteger amountE18, long haircutImE9, long haircutMmE9) {}
}
