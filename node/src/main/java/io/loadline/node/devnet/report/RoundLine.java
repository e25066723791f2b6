package io.loadline.node.devnet.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One signed round as the devnet saw it.
 *
 * @param counted false for the rounds that set the devnet up
 * @param nodeDigests what each operator's own archive says, by operator name
 * @param signature what the contract verified: R.x, R.y, z in hex
 * @param submitter operator whose transaction the home contract took
 * @param latencyMs milliseconds from the final anchor block to each phase, at the leader
 */
public record RoundLine(
    long height,
    boolean counted,
    List<Pin> pins,
    int accounts,
    String digest,
    Map<String, String> nodeDigests,
    String leader,
    String submitter,
    String signature,
    String transaction,
    long gas,
    Map<String, Long> latencyMs,
    List<AccountLine> named) {

  /** A block the round read. */
  public record Pin(long chainId, long number, String hash) {}

  public RoundLine {
    pins = List.copyOf(pins);
    nodeDigests = new LinkedHashMap<>(nodeDigests);
    latencyMs = new LinkedHashMap<>(latencyMs);
    named = List.copyOf(named);
  }

  /** True when every operator archived the digest that the contract accepted. */
  public boolean agreed() {
    return !nodeDigests.isEmpty() && nodeDigests.values().stream().allMatch(digest::equals);
  }
}
