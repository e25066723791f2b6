package io.loadline.chain.submit;

import io.loadline.risk.bytes.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a transmitter key has sent and not seen mined, so that a restarted node replaces a stuck
 * transaction instead of queueing behind it. Written, and synced, before a transaction leaves. One
 * writer per key and chain.
 */
public interface SubmissionJournal {

  /** One signed form of the transaction with this nonce, for one round. */
  record Attempt(String hash, long height, Fees fees, String rawHex) {}

  /**
   * A nonce in use.
   *
   * @param attempts oldest first, at least one
   */
  record Pending(long chainId, Address sender, long nonce, List<Attempt> attempts) {
    public Pending {
      if (attempts.isEmpty()) {
        throw new IllegalArgumentException("a pending nonce needs an attempt");
      }
      attempts = List.copyOf(attempts);
    }
  }

  Optional<Pending> pending(long chainId, Address sender);

  /** Puts this in place of what is pending. Durable when it returns. */
  void record(Pending pending);

  /** The nonce was used; nothing is pending any more. */
  void settled(long chainId, Address sender);

  /** A journal that forgets with the process. */
  static SubmissionJournal inMemory() {
    return new SubmissionJournal() {
      private record Key(long chainId, Address sender) {}

      private final Map<Key, Pending> byKey = new HashMap<>();

      @Override
      public synchronized Optional<Pending> pending(long chainId, Address sender) {
        return Optional.ofNullable(byKey.get(new Key(chainId, sender)));
      }

      @Override
      public synchronized void record(Pending pending) {
        byKey.put(new Key(pending.chainId(), pending.sender()), pending);
      }

      @Override
      public synchronized void settled(long chainId, Address sender) {
        byKey.remove(new Key(chainId, sender));
      }
    };
  }
}
