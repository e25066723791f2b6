package io.loadline.node.observation;

import io.loadline.risk.bytes.Bytes32;
import java.util.List;

/** Which foreign blocks a round reads, as its observations decide it. */
public sealed interface PinChoice {
  /** Every chain has its block; chain id rising. */
  record Chosen(List<ChainBlock> blocks) implements PinChoice {
    public Chosen {
      blocks = List.copyOf(blocks);
    }
  }

  /** Too few operators agree on any usable block of this chain; the height is skipped. */
  record Missing(long chainId) implements PinChoice {}

  /** A block by number and hash; its time is in its header. */
  record ChainBlock(long chainId, long number, Bytes32 hash) {}
}
