package io.loadline.chain.submit;

import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A mined transaction.
 *
 * @param contract the created contract, if one was
 */
public record Receipt(
    String transactionHash,
    boolean succeeded,
    long blockNumber,
    Bytes32 blockHash,
    long gasUsed,
    BigInteger gasPriceWei,
    Optional<Address> contract) {

  /** Empty while the transaction is not mined. */
  static Optional<Receipt> parse(Answer answer) throws RpcException {
    if (answer.isNull()) {
      return Optional.empty();
    }
    Answer created = answer.optional("contractAddress");
    Answer price = answer.optional("effectiveGasPrice");
    return Optional.of(
        new Receipt(
            answer.field("transactionHash").text("transaction hash"),
            answer.field("status").quantity("status") == 1,
            answer.field("blockNumber").quantity("block number"),
            Bytes32.of(answer.field("blockHash").data("block hash", Bytes32.SIZE)),
            answer.field("gasUsed").quantity("gas used"),
            price == null ? BigInteger.ZERO : price.bigQuantity("gas price"),
            created == null
                ? Optional.empty()
                : Optional.of(Address.of(created.data("contract address", Address.SIZE)))));
  }
}
