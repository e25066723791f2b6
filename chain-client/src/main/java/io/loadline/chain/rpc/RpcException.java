package io.loadline.chain.rpc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a chain could not be read or written. The message says what failed, why, and what an operator
 * can do; it never holds a full URL, because providers put their keys there.
 */
public abstract sealed class RpcException extends IOException {

  private RpcException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** True for failures of the endpoint itself, false for answers about what was asked. */
  public boolean blamesEndpoint() {
    return switch (this) {
      case Unreachable _, TimedOut _, Malformed _, WrongChain _ -> true;
      case TooLarge _, ErrorReply _, StatePruned _, BlockVanished _, Disagreement _ -> false;
    };
  }

  /** No answer came: connection refused, reset, HTTP error, or all endpoints are backing off. */
  public static final class Unreachable extends RpcException {
    public Unreachable(String endpoint, String why, @Nullable Throwable cause) {
      super(
          "Cannot reach %s: %s. It is tried again by itself; check that the endpoint runs, or configure another"
              .formatted(endpoint, why),
          cause);
    }
  }

  /** An answer did not come in time. */
  public static final class TimedOut extends RpcException {
    public TimedOut(String endpoint, String what, long afterMs) {
      super(
          "%s gave no answer to %s within %d ms. It is tried again by itself; if this lasts, use a faster endpoint"
              .formatted(endpoint, what, afterMs),
          null);
    }
  }

  /** The endpoint answered with a JSON-RPC error. */
  public static final class ErrorReply extends RpcException {
    private final long code;
    private final String reason;
    private final byte[] data;

    public ErrorReply(String endpoint, String method, long code, String reason, byte[] data) {
      super(
          "%s refused %s: %s (code %d). Check the request against the node's limits and log"
              .formatted(endpoint, method, reason, code),
          null);
      this.code = code;
      this.reason = reason;
      this.data = data.clone();
    }

    public long code() {
      return code;
    }

    public String reason() {
      return reason;
    }

    /** Revert data of a call, empty where there is none. */
    public byte[] data() {
      return data.clone();
    }

    /** True when the EVM ran and reverted: asking again does not help. */
    public boolean reverted() {
      return code == 3 || data.length > 0 || reason.contains("revert");
    }
  }

  /** What came is not what the protocol or the contract's format allows. */
  public static final class Malformed extends RpcException {
    public Malformed(String source, String what) {
      super(
          "Malformed answer from %s: %s. Nothing of it was used; replace the endpoint or contract that sent it"
              .formatted(source, what),
          null);
    }
  }

  /** The answer is longer than the configured bound: ask for less at once. */
  public static final class TooLarge extends RpcException {
    public TooLarge(String endpoint, String what, int limitBytes) {
      super(
          "%s answered %s with more than %d bytes. Smaller pieces are asked for by themselves; if this lasts, raise the limit"
              .formatted(endpoint, what, limitBytes),
          null);
    }
  }

  /** The block is known, its state is not kept any more. */
  public static final class StatePruned extends RpcException {
    public StatePruned(String endpoint, String block, String reason) {
      super(
          "%s keeps no state for block %s (%s). Configure an archive node, or replay from the local archive"
              .formatted(endpoint, block, reason),
          null);
    }
  }

  /** A pinned block is not, or no longer, part of the chain. */
  public static final class BlockVanished extends RpcException {
    private final String block;

    public BlockVanished(String endpoint, String block, String reason) {
      super(
          "Block %s is not in the chain of %s (%s). What was read at it is discarded; if the block was final, the chain broke its finality: inform the other operators"
              .formatted(block, endpoint, reason),
          null);
      this.block = block;
    }

    public String block() {
      return block;
    }
  }

  /** Endpoints of one chain answered a pinned read differently. */
  public static final class Disagreement extends RpcException {
    public Disagreement(long chainId, String what, String first, String second) {
      super(
          "Endpoints of chain %d disagree on %s: %s and %s differ. Nothing is used; find the wrong one and remove it"
              .formatted(chainId, what, first, second),
          null);
    }
  }

  /** The endpoint serves another chain than configured. */
  public static final class WrongChain extends RpcException {
    public WrongChain(String endpoint, long expected, long actual) {
      super(
          "%s serves chain %d, the configuration says %d. Correct the URL or the chain id"
              .formatted(endpoint, actual, expected),
          null);
    }
  }
}
