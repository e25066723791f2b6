package io.loadline.node.round;

/**
 * Why this node cannot compute a round's report at present. It then gives no vote for the round and
 * follows what the others decide.
 */
final class CannotCompute extends Exception {
  CannotCompute(String reason) {
    super(reason);
  }

  CannotCompute(String reason, Throwable cause) {
    super(reason + ": " + cause.getMessage(), cause);
  }
}
