package io.loadline.consensus.ceremony;

import java.util.Arrays;
import java.util.Optional;

/** The three things the holders decide about, in this order; one agreement each. */
public enum Stage {
  /** Whose announcements count. */
  ANNOUNCEMENTS(1, MessageKind.ANNOUNCEMENT),
  /** Whose dealings count. */
  DEALINGS(2, MessageKind.DEALING),
  /** Which complaints there are, and so who is qualified and what the key is. */
  COMPLAINTS(3, MessageKind.COMPLAINTS);

  private final int height;
  private final MessageKind kind;

  Stage(int height, MessageKind kind) {
    this.height = height;
    this.kind = kind;
  }

  /** The stage that runs under a height. */
  static Optional<Stage> of(long height) {
    return Arrays.stream(values()).filter(stage -> stage.height == height).findFirst();
  }

  /** The height under which the holders' agreement runs this stage. */
  public int height() {
    return height;
  }

  /** The messages that are decided about. */
  public MessageKind kind() {
    return kind;
  }
}
