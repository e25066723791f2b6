package io.loadline.risk.portfolio;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/**
 * What a round takes over from the report it names as previous. Bit i of {@code participation}:
 * member i's COMMIT is in a certificate among the decided observations.
 */
public record Carried(
    Bytes32 previousReport,
    long previousHeight,
    BigInteger participation,
    List<PriorPin> pins,
    List<PriorRequirement> requirements,
    List<PriorAsset> assets) {
  public Carried {
    Limits.uint63(previousHeight, "previous height");
    Limits.uint256(participation, "participation");
    pins = Limits.rising(pins, Comparator.comparingLong(PriorPin::chainId), "carried pins");
    requirements =
        Limits.rising(
            requirements, Comparator.comparing(PriorRequirement::account), "carried requirements");
    assets = Limits.rising(assets, Comparator.comparing(PriorAsset::asset), "carried assets");
  }

  /** Before the first report of a network. */
  public static Carried none() {
    return new Carried(Bytes32.ZERO, 0, BigInteger.ZERO, List.of(), List.of(), List.of());
  }

  /**
   * This state as the next round starts from it, once the report it belongs to is signed and its
   * votes are known.
   */
  public Carried after(Bytes32 reportDigest, long height, BigInteger seenParticipation) {
    return new Carried(reportDigest, height, seenParticipation, pins, requirements, assets);
  }

  /** Whether there is a previous report. */
  public boolean hasPrevious() {
    return !previousReport.equals(Bytes32.ZERO);
  }

  public record PriorPin(long chainId, long number) {
    public PriorPin {
      Limits.uint63(chainId, "carried pin chain id");
      Limits.uint63(number, "carried pin number");
    }
  }

  public record PriorRequirement(
      Bytes32 account, BigInteger initialUsdE6, BigInteger maintenanceUsdE6) {
    public PriorRequirement {
      Limits.uint128(initialUsdE6, "carried initial margin");
      Limits.uint128(maintenanceUsdE6, "carried maintenance margin");
    }
  }
}
