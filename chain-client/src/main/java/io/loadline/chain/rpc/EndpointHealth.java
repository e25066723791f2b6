package io.loadline.chain.rpc;

/**
 * How one endpoint does, for {@code status}.
 *
 * @param usable false while it is backing off or its chain id is wrong
 * @param retryInMs 0 when usable
 * @param lastFailure empty if the last exchange succeeded
 */
public record EndpointHealth(
    String endpoint,
    boolean usable,
    int consecutiveFailures,
    long retryInMs,
    long lastLatencyMs,
    String lastFailure) {}
