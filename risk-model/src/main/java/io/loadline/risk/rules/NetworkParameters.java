package io.loadline.risk.rules;

/**
 * Parameters that all assets share; E9 values are billionths.
 *
 * @param imFactorE9 factor of the core charges in initial margin
 * @param mmFactorE9 the same in maintenance margin
 * @param imAddE9 factor of the added charges in initial margin
 * @param shortOptionFloor the short option minimum is a floor of the core instead of added to it
 * @param foreignTransferE9 least price of a gain at a venue off the account's home chain
 * @param foreignGroupCredit gains off the home chain count between assets of a group
 */
public record NetworkParameters(
    long imFactorE9,
    long mmFactorE9,
    long imAddE9,
    boolean shortOptionFloor,
    long foreignTransferE9,
    boolean foreignGroupCredit,
    Confidence confidence,
    Peg peg,
    Caution caution,
    Supply supply) {
  public NetworkParameters {
    Limit.between(imFactorE9, 1, Limit.TEN_E9, "imFactorE9");
    Limit.between(mmFactorE9, 1, Limit.TEN_E9, "mmFactorE9");
    Limit.require(mmFactorE9 <= imFactorE9, "mmFactorE9", mmFactorE9, "at most imFactorE9");
    Limit.between(imAddE9, Limit.ONE_E9, Limit.TEN_E9, "imAddE9");
    Limit.share(foreignTransferE9, "foreignTransferE9");
  }

  /** The two factors, and everything else switched off. */
  public static NetworkParameters factors(long imFactorE9, long mmFactorE9) {
    return new NetworkParameters(
        imFactorE9,
        mmFactorE9,
        Limit.ONE_E9,
        false,
        0,
        true,
        Confidence.OFF,
        Peg.OFF,
        Caution.OFF,
        Supply.OFF);
  }

  /**
   * What a price that its source is not sure of costs.
   *
   * @param thresholdE9 confidence below which it costs anything
   * @param marginE9 of the gross notional, per unit of missing confidence
   */
  public record Confidence(long thresholdE9, long marginE9) {
    public static final Confidence OFF = new Confidence(0, 0);

    public Confidence {
      Limit.share(thresholdE9, "confidenceThresholdE9");
      Limit.rate(marginE9, "confidenceMarginE9");
    }
  }

  /**
   * What a stablecoin away from one dollar does.
   *
   * @param thresholdE9 price below which initial margin rises and the coin is in CAUTION
   * @param factorE9 of the core charges, per dollar below the threshold
   * @param haltE9 distance below one dollar beyond which the coin is in HALT
   * @param crossE9 charge on a delta hedged in another settlement coin, of the matched amount
   */
  public record Peg(long thresholdE9, long factorE9, long haltE9, long crossE9) {
    public static final Peg OFF = new Peg(0, 0, Limit.ONE_E9, 0);

    public Peg {
      Limit.share(thresholdE9, "pegThresholdE9");
      Limit.rate(factorE9, "pegFactorE9");
      Limit.share(haltE9, "pegHaltE9");
      Limit.share(crossE9, "crossStableE9");
    }
  }

  /**
   * When an asset is in CAUTION, what that costs, and how it ends.
   *
   * @param spreadE9 relative spread of the observed price beyond which it is
   * @param cautionE9 added to initial margin in CAUTION, of scan and short option minimum
   * @param haltE9 the same in HALT
   * @param calmRounds rounds without a cause before the state falls
   */
  public record Caution(long spreadE9, long cautionE9, long haltE9, long calmRounds) {
    public static final Caution OFF = new Caution(Limit.ONE_E9, 0, 0, 1);
    private static final long MAX_CALM_ROUNDS = 255;

    public Caution {
      Limit.share(spreadE9, "spreadCautionE9");
      Limit.rate(cautionE9, "cautionE9");
      Limit.rate(haltE9, "haltE9");
      Limit.require(cautionE9 <= haltE9, "cautionE9", cautionE9, "at most haltE9");
      Limit.between(calmRounds, 1, MAX_CALM_ROUNDS, "calmRounds");
    }
  }

  /**
   * Collateral that is a large part of its token's supply.
   *
   * @param stepE9 share of the supply that is one step; 0 switches the steps off
   * @param haircutE9 added to both haircuts per step
   */
  public record Supply(long stepE9, long haircutE9) {
    public static final Supply OFF = new Supply(0, 0);

    public Supply {
      Limit.share(stepE9, "supplyStepE9");
      Limit.share(haircutE9, "supplyHaircutE9");
    }
  }
}
