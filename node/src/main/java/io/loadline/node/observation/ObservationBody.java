package io.loadline.node.observation;

import io.loadline.consensus.Bytes;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.portfolio.Asset;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one operator saw that no chain can tell everybody: which foreign blocks it holds final,
 * fresh prices, and the newest signed report it knows.
 */
public record ObservationBody(
    long height,
    int round,
    List<ChainCheckpoints> checkpoints,
    List<Price> prices,
    Optional<Previous> previous) {
  /** How many checkpoints of one chain an operator lists at most. */
  public static final int MAX_CHECKPOINTS = 8;

  public ObservationBody {
    Limits.uint63(height, "observed height");
    Limits.require(round >= 0, "observed round", round);
    checkpoints =
        Limits.rising(
            checkpoints, Comparator.comparingLong(ChainCheckpoints::chainId), "checkpoint chains");
    prices = Limits.rising(prices, Comparator.comparing(Price::asset), "observed assets");
  }

  /** A chain's newest checkpoints, lowest first. */
  public record ChainCheckpoints(long chainId, List<Checkpoint> blocks) {
    public ChainCheckpoints {
      Limits.uint63(chainId, "checkpoint chain id");
      Limits.require(
          !blocks.isEmpty() && blocks.size() <= MAX_CHECKPOINTS,
          "number of checkpoints",
          blocks.size());
      blocks = Limits.rising(blocks, Comparator.comparingLong(Checkpoint::number), "checkpoints");
    }
  }

  /** A finalized block. */
  public record Checkpoint(long number, Bytes32 hash) {
    public Checkpoint {
      Limits.uint63(number, "checkpoint number");
    }
  }

  /** A fresh price, above zero. */
  public record Price(Asset asset, BigInteger priceUsdE8) {
    public Price {
      Limits.uint128(priceUsdE8, "observed price");
      Limits.require(priceUsdE8.signum() > 0, "observed price", priceUsdE8);
    }
  }

  /**
   * The newest signed report this operator knows.
   *
   * @param certificate canonical bytes of a COMMIT certificate, not checked here
   */
  public record Previous(Bytes32 digest, long height, Bytes certificate) {
    public Previous {
      Limits.uint63(height, "previous height");
    }
  }
}
