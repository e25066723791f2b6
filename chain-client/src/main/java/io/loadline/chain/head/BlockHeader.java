package io.loadline.chain.head;

import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Bytes32;

/**
 * What Loadline needs of a block.
 *
 * @param timestamp unix seconds
 */
public record BlockHeader(Bytes32 hash, long number, Bytes32 parent, long timestamp) {

  /** Reads a block object; JSON null means the block is not known there. */
  static BlockHeader parse(Answer answer, String asked) throws RpcException {
    if (answer.isNull()) {
      throw new RpcException.BlockVanished(answer.source(), asked, "no such block");
    }
    return new BlockHeader(
        Bytes32.of(answer.field("hash").data("block hash", Bytes32.SIZE)),
        answer.field("number").quantity("block number"),
        Bytes32.of(answer.field("parentHash").data("parent hash", Bytes32.SIZE)),
        answer.field("timestamp").quantity("block timestamp"));
  }
}
