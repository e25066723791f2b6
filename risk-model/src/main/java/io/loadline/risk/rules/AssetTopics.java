package io.loadline.risk.rules;

import java.math.BigInteger;

/** The parameters of one asset, by what they are about. E9 values are billionths. */
public final class AssetTopics {
  private static final long DAY_SECONDS = 86_400;
  private static final long YEAR_DAYS = 365;
  private static final long MAX_USD = 1_000_000_000_000_000L;

  private AssetTopics() {}

  /**
   * How far spot moves.
   *
   * @param psrE9 price-scan range over 24 hours, of spot
   * @param tailWeightE9 c of a damped row's weight min(1, c PSR / |m - 1|)
   * @param liquidationSeconds time to close a book: ranges grow with its root beyond a day, and
   *     options are repriced that much later
   */
  public record Shocks(long psrE9, long tailWeightE9, long liquidationSeconds) {
    public Shocks {
      Limit.between(psrE9, 1, Limit.ONE_E9, "psrE9");
      Limit.rate(tailWeightE9, "tailWeightE9");
      Limit.between(liquidationSeconds, 0, Limit.THIRTY_DAYS, "liquidationSeconds");
    }

    /** The price-scan range over the time a book takes to close, rounded up. */
    public long effectivePsrE9() {
      var psr = BigInteger.valueOf(psrE9);
      var seconds = BigInteger.valueOf(Math.max(DAY_SECONDS, liquidationSeconds));
      var day = BigInteger.valueOf(DAY_SECONDS);
      var square = psr.multiply(psr).multiply(seconds);
      var scaled = square.add(day).subtract(BigInteger.ONE).divide(day);
      var root = scaled.sqrt();
      return root.multiply(root).equals(scaled) ? root.longValueExact() : root.longValueExact() + 1;
    }
  }

  /**
   * How far volatility moves, and how wrong a smile may be.
   *
   * @param floorDays shortest time to expiry that shocks are scaled with
   * @param leastUpE9 least volatility after an upward shock
   * @param smileToleranceE9 arbitrage that a slice may show, of its forward or relative
   */
  public record Volatility(
      long upE9,
      long downE9,
      long powerShortE9,
      long powerLongE9,
      long floorDays,
      long leastUpE9,
      long smileToleranceE9) {
    public Volatility {
      Limit.rate(upE9, "volUpE9");
      Limit.share(downE9, "volDownE9");
      Limit.share(powerShortE9, "volPowerShortE9");
      Limit.share(powerLongE9, "volPowerLongE9");
      Limit.between(floorDays, 1, YEAR_DAYS, "volFloorDays");
      Limit.rate(leastUpE9, "minVolUpE9");
      Limit.share(smileToleranceE9, "smileToleranceE9");
    }
  }

  /**
   * How far the smile tilts and bends: by at most {@code capBase + capSlope sqrt(T)} at a distance
   * of {@code max(leastWidth, sqrt(T) (width + widthSlope sqrt(T)))} in log strike.
   */
  public record Skew(
      long capBaseE9, long capSlopeE9, long leastWidthE9, long widthE9, long widthSlopeE9) {
    public Skew {
      Limit.share(capBaseE9, "skewCapBaseE9");
      Limit.between(capSlopeE9, -Limit.ONE_E9, Limit.ONE_E9, "skewCapSlopeE9");
      Limit.between(leastWidthE9, 1, Limit.TEN_E9, "skewLeastWidthE9");
      Limit.rate(widthE9, "skewWidthE9");
      Limit.between(widthSlopeE9, -Limit.TEN_E9, Limit.TEN_E9, "skewWidthSlopeE9");
    }
  }

  /**
   * What option values count in the scan: long ones {@code longBase exp(-T (r longRate +
   * longAdd))}, short ones {@code shortBase exp(T (r shortRate + shortAdd))}.
   */
  public record Discounts(
      long longBaseE9,
      long longRateE9,
      long longAddE9,
      long shortBaseE9,
      long shortRateE9,
      long shortAddE9) {
    public static final Discounts OFF = new Discounts(Limit.ONE_E9, 0, 0, Limit.ONE_E9, 0, 0);

    public Discounts {
      Limit.between(longBaseE9, 1, Limit.ONE_E9, "longBaseE9");
      Limit.rate(longRateE9, "longRateE9");
      Limit.rate(longAddE9, "longAddE9");
      Limit.between(shortBaseE9, Limit.ONE_E9, Limit.TEN_E9, "shortBaseE9");
      Limit.rate(shortRateE9, "shortRateE9");
      Limit.rate(shortAddE9, "shortAddE9");
    }
  }

  /**
   * How far forwards move against spot in a basis row; the loss counts {@code add + slope T}.
   *
   * @param moveE9 of the forward, up and down
   */
  public record Basis(long moveE9, long addE9, long slopeE9) {
    public static final Basis OFF = new Basis(0, 0, 0);

    public Basis {
      Limit.between(moveE9, 0, Limit.ONE_E9 - 1, "basisMoveE9");
      Limit.rate(addE9, "basisAddE9");
      Limit.rate(slopeE9, "basisSlopeE9");
    }
  }

  /**
   * The last days of an option.
   *
   * @param pinDays time before expiry in which every strike within the range is a scenario
   * @param averagingSeconds time over which the settlement price is averaged
   */
  public record NearExpiry(long pinDays, long averagingSeconds) {
    public static final NearExpiry OFF = new NearExpiry(0, 0);

    public NearExpiry {
      Limit.between(pinDays, 0, YEAR_DAYS, "pinDays");
      Limit.between(averagingSeconds, 0, DAY_SECONDS, "averagingSeconds");
    }
  }

  /**
   * Short option minimum per naked short unit, of spot.
   *
   * @param rateE9 in the core charges
   * @param initialE9 what initial margin adds
   */
  public record ShortOption(long rateE9, long initialE9) {
    public ShortOption {
      Limit.share(rateE9, "shortOptionE9");
      Limit.share(initialE9, "shortOptionImE9");
    }
  }

  /**
   * Charges on what is held however well it is hedged.
   *
   * @param contractE9 of the net perpetuals and futures of a venue
   * @param contractInitialE9 what initial margin adds
   * @param spotE9 of the net spot and lending positions in the asset itself at a venue
   * @param spotInitialE9 what initial margin adds
   */
  public record Contingency(
      long contractE9, long contractInitialE9, long spotE9, long spotInitialE9) {
    public static final Contingency OFF = new Contingency(0, 0, 0, 0);

    public Contingency {
      Limit.share(contractE9, "contingencyE9");
      Limit.share(contractInitialE9, "contingencyImE9");
      Limit.share(spotE9, "spotHaircutMmE9");
      Limit.share(spotInitialE9, "spotHaircutImE9");
      Limit.require(
          spotE9 + spotInitialE9 <= Limit.ONE_E9,
          "spotHaircutImE9",
          spotInitialE9,
          "at most 10^9 - spotHaircutMmE9");
    }
  }

  /**
   * Charges on deltas and vegas that offset each other across expiries.
   *
   * @param baseE9 of a matched delta
   * @param slopeE9 of a matched delta, per year between the two
   * @param vegaE9 of the matched vega shock
   */
  public record Calendar(long baseE9, long slopeE9, long vegaE9) {
    public static final Calendar OFF = new Calendar(0, 0, 0);

    public Calendar {
      Limit.share(baseE9, "calendarBaseE9");
      Limit.rate(slopeE9, "calendarSlopeE9");
      Limit.share(vegaE9, "calendarVegaE9");
    }
  }

  /**
   * What closing a book costs.
   *
   * @param halfSpreadE9 of a venue's delta
   * @param volSpreadE9 of volatility, on a venue's vega in each expiry
   * @param impactE9 of the square-root law: impact dailyVol sqrt(excess / volume)
   * @param dailyVolE9 standard deviation of a day's return
   * @param dailyVolumeUsd traded per day
   * @param freeVolumeE9 share of it that a book closes without impact
   * @param positionCapUsd delta that a guard lets an account reach
   */
  public record Liquidity(
      long halfSpreadE9,
      long volSpreadE9,
      long impactE9,
      long dailyVolE9,
      long dailyVolumeUsd,
      long freeVolumeE9,
      long positionCapUsd) {
    public static final Liquidity OFF = new Liquidity(0, 0, 0, 0, MAX_USD, Limit.ONE_E9, MAX_USD);

    public Liquidity {
      Limit.share(halfSpreadE9, "halfSpreadE9");
      Limit.share(volSpreadE9, "volSpreadE9");
      Limit.rate(impactE9, "impactE9");
      Limit.rate(dailyVolE9, "dailyVolE9");
      Limit.between(dailyVolumeUsd, 1, MAX_USD, "dailyVolumeUsd");
      Limit.share(freeVolumeE9, "freeVolumeE9");
      Limit.between(positionCapUsd, 1, MAX_USD, "positionCapUsd");
    }
  }

  /** Price of moving a gain to a loss in time tau: base + root sqrt(tau / a day), at most 1. */
  public record Transfer(long baseE9, long rootE9) {
    public static final Transfer OFF = new Transfer(0, 0);

    public Transfer {
      Limit.share(baseE9, "transferBaseE9");
      Limit.share(rootE9, "transferRootE9");
    }
  }

  /**
   * When the asset is in CAUTION.
   *
   * @param heartbeatSeconds age of its market data beyond which it is; three times that is HALT
   * @param moveShortE9 move of the price within five minutes
   * @param moveLongE9 within an hour
   */
  public record Breaker(long heartbeatSeconds, long moveShortE9, long moveLongE9) {
    public static final Breaker OFF = new Breaker(Limit.THIRTY_DAYS, Limit.TEN_E9, Limit.TEN_E9);

    public Breaker {
      Limit.between(heartbeatSeconds, 1, Limit.THIRTY_DAYS, "heartbeatSeconds");
      Limit.between(moveShortE9, 1, Limit.TEN_E9, "moveShortE9");
      Limit.between(moveLongE9, 1, Limit.TEN_E9, "moveLongE9");
    }
  }
}
