package io.loadline.node.round;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Pin;
import java.util.List;
import java.util.SortedMap;

/**
 * One finished round as this node saw it.
 *
 * @param digest what the group signed; the same on every node
 * @param round QBFT round that decided, from 0
 * @param leader member that proposed
 * @param signers members whose COMMITs are in the certificate
 * @param computedHere false if the round was fetched from another member
 * @param phasesMs milliseconds from seeing the anchor block final to each phase, by its lower-case
 *     name; {@code read} and {@code risk} are durations
 * @param submissions what this node knows of the report on chain
 */
public record RoundSummary(
    long height,
    Bytes32 digest,
    int round,
    int leader,
    List<Integer> signers,
    List<Pin> pins,
    int accounts,
    boolean computedHere,
    SortedMap<String, Long> phasesMs,
    List<Submitted> submissions) {
  public RoundSummary {
    signers = List.copyOf(signers);
    pins = List.copyOf(pins);
    submissions = List.copyOf(submissions);
  }

  /**
   * The report is accepted by a contract.
   *
   * @param transaction hash of this node's transaction, or empty if another operator's was first
   * @param gasUsed of that transaction, or 0
   */
  public record Submitted(long chainId, String transaction, long blockNumber, long gasUsed) {}
}
