package io.loadline.chain.head;

import io.loadline.chain.rpc.RpcException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one operator holds final on one chain. Blocking, thread-safe. */
public final class FinalizedView {
  private final HeaderReader headers;

  public FinalizedView(HeaderReader headers) {
    this.headers = headers;
  }

  /** The newest finalized block. */
  public BlockHeader finalizedHead() throws RpcException {
    return headers.newest(HeaderReader.Tag.FINALIZED);
  }

  /** Block time of the newest head: the clock that validity ends are compared with. */
  public long headTimestamp() throws RpcException {
    return headers.newest(HeaderReader.Tag.LATEST).timestamp();
  }

  /**
   * The newest finalized blocks whose number is a multiple of {@code multiple}, number rising, at
   * most {@code count}; the genesis block is none.
   */
  public List<BlockHeader> checkpoints(long multiple, int count) throws RpcException {
    if (multiple < 1 || count < 1) {
      throw new IllegalArgumentException(
          "multiple and count must be >= 1, were %d and %d".formatted(multiple, count));
    }
    long newest = finalizedHead().number() / multiple;
    long oldest = Math.max(1, newest - count + 1);
    List<BlockHeader> checkpoints = new ArrayList<>(count);
    for (long index = oldest; index <= newest; index++) {
      checkpoints.add(headers.byNumber(Math.multiplyExact(index, multiple)));
    }
    return checkpoints;
  }

  /** The block at this number if it is finalized already. */
  public Optional<BlockHeader> finalizedAt(long number) throws RpcException {
    return finalizedHead().number() < number
        ? Optional.empty()
        : Optional.of(headers.byNumber(number));
  }

  /**
   * The anchor pin of a height: {@code startBlock + height * cadenceBlocks}, once it is finalized.
   */
  public Optional<BlockHeader> anchor(long height, long startBlock, long cadenceBlocks)
      throws RpcException {
    return finalizedAt(Math.addExact(startBlock, Math.multiplyExact(height, cadenceBlocks)));
  }
}
