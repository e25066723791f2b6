package io.loadline.node.round;

import io.loadline.chain.head.BlockHeader;
import io.loadline.chain.head.FinalizedView;
import io.loadline.chain.rpc.RpcException;
import io.loadline.risk.rules.Rules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the anchor chain and says which height is the newest whose anchor block is final. Heights
 * below the first one seen, or that a newer one overtook between two looks, are not reported. The
 * first may have begun under an earlier life of this node: what is signed for it is not decided
 * here.
 */
final class AnchorWatch implements AutoCloseable {
  /** Told from the watch's own thread. */
  interface Listener {
    /** The anchor block of a height became final. Heights rise. */
    void heightOpened(long height, BlockHeader anchor);

    /** Block time of the anchor chain's newest head, unix seconds: what ends validity. */
    void anchorTime(long headTimeSeconds);

    /** Why nothing is seen at present; null once the chain answers again. */
    void waiting(@Nullable String reason);
  }

  private final FinalizedView view;
  private final Rules.Anchor anchor;
  private final long pollMs;
  private final Listener listener;
  private final Thread thread;
  private long newest;

  AnchorWatch(FinalizedView view, Rules.Anchor anchor, long pollMs, Listener listener) {
    this.view = view;
    this.anchor = anchor;
    this.pollMs = pollMs;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("anchor-watch").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(pollMs);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      long headTime = view.headTimestamp();
      long height = heightOf(view.finalizedHead().number());
      if (height > newest) {
        Optional<BlockHeader> block =
            view.anchor(height, anchor.startBlock(), anchor.cadenceBlocks());
        if (block.isPresent()) {
          newest = height;
          listener.heightOpened(height, block.get());
        }
      }
      listener.anchorTime(headTime);
      listener.waiting(null);
    } catch (RpcException e) {
      listener.waiting("anchor chain: " + e.getMessage());
    }
  }

  private long heightOf(long finalizedNumber) {
    return finalizedNumber < anchor.startBlock()
        ? 0
        : (finalizedNumber - anchor.startBlock()) / anchor.cadenceBlocks();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
