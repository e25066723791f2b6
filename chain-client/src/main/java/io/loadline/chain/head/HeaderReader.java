package io.loadline.chain.head;

import io.loadline.chain.rpc.ChainRpc;
import io.loadline.chain.rpc.Hex;
import io.loadline.chain.rpc.JsonRpcEndpoint;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.bytes.Bytes32;
import java.util.Comparator;
import java.util.List;
import org.web3j.protocol.core.Request;

/** Reads headers of one chain. Blocking, thread-safe. */
public final class HeaderReader {

  /** The moving names of blocks. */
  public enum Tag {
    LATEST,
    SAFE,
    FINALIZED;

    String word() {
      return switch (this) {
        case LATEST -> "latest";
        case SAFE -> "safe";
        case FINALIZED -> "finalized";
      };
    }
  }

  private final ChainRpc rpc;

  public HeaderReader(ChainRpc rpc) {
    this.rpc = rpc;
  }

  /**
   * The newest block under this tag that a quorum of endpoints has reached. A single endpoint that
   * runs ahead, or lies, does not move it; one that lags does not hold it back.
   */
  public BlockHeader newest(Tag tag) throws RpcException {
    Request<?, ?> request = JsonRpcEndpoint.request("eth_getBlockByNumber", tag.word(), false);
    List<BlockHeader> byNumber =
        rpc.all(request, answer -> BlockHeader.parse(answer, tag.word())).stream()
            .sorted(Comparator.comparingLong(BlockHeader::number).reversed())
            .toList();
    BlockHeader reached = byNumber.get(rpc.quorum() - 1);
    return byNumber.size() == 1 || tag == Tag.LATEST ? reached : byNumber(reached.number());
  }

  /** The agreed block of the canonical chain at this number. */
  public BlockHeader byNumber(long number) throws RpcException {
    String quantity = Hex.quantity(number);
    Request<?, ?> request = JsonRpcEndpoint.request("eth_getBlockByNumber", quantity, false);
    BlockHeader header =
        rpc.agreed(request, answer -> BlockHeader.parse(answer, "number " + number));
    if (header.number() != number) {
      throw new RpcException.Malformed(
          "chain " + rpc.chainId(),
          "block %d was asked for, %d came".formatted(number, header.number()));
    }
    return header;
  }

  /** The agreed block of this hash; it may have left the canonical chain. */
  public BlockHeader byHash(Bytes32 hash) throws RpcException {
    Request<?, ?> request = JsonRpcEndpoint.request("eth_getBlockByHash", hash.toHex(), false);
    BlockHeader header = rpc.agreed(request, answer -> BlockHeader.parse(answer, hash.toHex()));
    if (!header.hash().equals(hash)) {
      throw new RpcException.Malformed(
          "chain " + rpc.chainId(),
          "block %s was asked for, %s came".formatted(hash, header.hash()));
    }
    return header;
  }
}
