package io.loadline.node.archive;

import io.loadline.consensus.Digest;

/**
 * The place of one message an identity key may sign: at most one content per slot, ever.
 *
 * @param committee the committee the message names
 * @param kind the message type's own number, 0 to 255
 */
public record SigningSlot(Digest committee, long height, int kind, int round) {
  public SigningSlot {
    if (height < 0 || kind < 0 || kind > 255 || round < 0) {
      throw new IllegalArgumentException(
          "no signing slot: height " + height + " kind " + kind + " round " + round);
    }
  }
}
