package io.loadline.risk.rules;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.portfolio.Asset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a network's rounds are computed by, docs/formats.md section 5. */
public record Rules(
    Optional<Bytes32> predecessor,
    Anchor anchor,
    long validitySeconds,
    int maxPositions,
    List<Chain> chains,
    List<Venue> venues,
    List<Feed> feeds,
    List<Collateral> collateral,
    ParameterSet parameters) {
  /** Keeps sums of positions within 128 bits. */
  static final int MAX_POSITIONS = 1024;

  public Rules {
    Limits.uint63(validitySeconds, "validitySeconds");
    Limits.require(maxPositions > 0 && maxPositions <= MAX_POSITIONS, "maxPositions", maxPositions);
    chains = Limits.rising(chains, Comparator.comparingLong(Chain::chainId), "chains");
    venues =
        Limits.rising(
            venues, Comparator.comparingLong(Venue::chainId).thenComparing(Venue::venue), "venues");
    feeds = Limits.rising(feeds, Comparator.comparing(Feed::asset), "feeds");
    collateral =
        Limits.rising(
            collateral,
            Comparator.comparingLong(Collateral::chainId).thenComparing(Collateral::token),
            "collateral");
  }

  /** The height's anchor block is {@code startBlock + height * cadenceBlocks}. */
  public record Anchor(long chainId, long startBlock, long cadenceBlocks) {
    public Anchor {
      Limits.uint63(chainId, "anchor chain id");
      Limits.uint63(startBlock, "anchor start block");
      Limits.require(cadenceBlocks > 0, "cadenceBlocks", cadenceBlocks);
    }

    public long blockOf(long height) {
      return Math.addExact(startBlock, Math.multiplyExact(height, cadenceBlocks));
    }
  }

  /** A chain with a GCM; finality is always that of the chain's {@code finalized} tag. */
  public record Chain(long chainId, Address gcm, long checkpointBlocks) {
    public Chain {
      Limits.uint63(chainId, "chain id");
      Limits.require(checkpointBlocks > 0, "checkpointBlocks", checkpointBlocks);
    }
  }

  /**
   * A venue whose positions count.
   *
   * @param exitSeconds time until money can leave its chain
   * @param creditE9 share of a positive net liquidation value that pays for other venues
   * @param creditCapUsdE6 most that it may be worth for that
   */
  public record Venue(
      long chainId, Address venue, long exitSeconds, long creditE9, long creditCapUsdE6) {
    public Venue {
      Limits.uint63(chainId, "venue chain id");
      Limit.between(exitSeconds, 0, Limit.THIRTY_DAYS, "exitSeconds");
      Limit.share(creditE9, "creditE9 of a venue");
      Limit.between(creditCapUsdE6, 0, Long.MAX_VALUE, "creditCapUsdE6");
    }

    /** A venue whose value counts in full and can be moved as fast as the book is closed. */
    public static Venue trusted(long chainId, Address venue) {
      return new Venue(chainId, venue, 0, Limit.ONE_E9, Long.MAX_VALUE);
    }
  }

  public record Feed(Asset asset, long chainId, Address feed) {
    public Feed {
      Limits.uint63(chainId, "feed chain id");
    }
  }

  /**
   * A token accepted as collateral, priced as {@code asset}. The haircut for initial margin is the
   * larger one.
   */
  public record Collateral(
      long chainId, Address token, Asset asset, long haircutImE9, long haircutMmE9) {
    public Collateral {
      Limits.uint63(chainId, "collateral chain id");
      Limit.share(haircutImE9, "haircutImE9");
      Limit.share(haircutMmE9, "haircutMmE9");
      Limit.require(haircutMmE9 <= haircutImE9, "haircutMmE9", haircutMmE9, "at most haircutImE9");
    }
  }
}
