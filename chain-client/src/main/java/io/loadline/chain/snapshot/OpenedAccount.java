package io.loadline.chain.snapshot;

import io.loadline.chain.rpc.Answer;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.portfolio.Account;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An {@code AccountOpened} event.
 *
 * @param block number of the block it stands in
 */
public record OpenedAccount(Bytes32 id, Address owner, long subAccount, long block) {
  static final Bytes32 TOPIC = Keccak.hash("AccountOpened(bytes32,address,uint32)");
  private static final int TOPICS = 3;

  /** Reads one log; the id must be the hash of what the event says. */
  static OpenedAccount parse(Answer log, long chainId, Address gcm) throws RpcException {
    Answer topics = log.field("topics");
    if (topics.size() != TOPICS
        || !Arrays.equals(topics.element(0).data("topic"), TOPIC.toByteArray())) {
      throw new RpcException.Malformed(log.source(), "a log that was not asked for");
    }
    Address emitter = Address.of(log.field("address").data("log address", Address.SIZE));
    Bytes32 id = Bytes32.of(topics.element(1).data("account topic", Bytes32.SIZE));
    byte[] owner = topics.element(2).data("owner topic", Bytes32.SIZE);
    byte[] sub = log.field("data").data("sub-account", Bytes32.SIZE);
    long subAccount = ByteBuffer.wrap(sub, Bytes32.SIZE - Long.BYTES, Long.BYTES).getLong();
    OpenedAccount opened =
        new OpenedAccount(
            id,
            Address.at(owner, Bytes32.SIZE - Address.SIZE),
            subAccount,
            log.field("blockNumber").quantity("log block number"));
    boolean inRange = subAccount >= 0 && subAccount <= 0xffff_ffffL;
    if (!emitter.equals(gcm)
        || !inRange
        || !id.equals(Account.idOf(chainId, gcm, opened.owner(), subAccount))) {
      throw new RpcException.Malformed(log.source(), "an account log that contradicts itself");
    }
    return opened;
  }
}
