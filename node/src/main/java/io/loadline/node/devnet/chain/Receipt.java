package io.loadline.node.devnet.chain;

import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.RpcException;

/** What a block says about a transaction. */
public record Receipt(String transaction, boolean succeeded, long block, long gas) {
  static Receipt of(Answer answer) throws RpcException {
    return new Receipt(
        answer.field("transactionHash").text("transaction hash"),
        answer.field("status").quantity("status") == 1,
        answer.field("blockNumber").quantity("block number"),
        answer.field("gasUsed").quantity("gas used"));
  }
}
