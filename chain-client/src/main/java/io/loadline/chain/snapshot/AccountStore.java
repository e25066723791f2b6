package io.loadline.chain.snapshot;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the accounts found so far, so that a restarted node reads only new blocks. Losing it costs
 * time, not correctness: what is loaded is checked against the chain. One thread at a time per GCM.
 */
public interface AccountStore {

  /**
   * All accounts opened up to and including one block.
   *
   * @param accounts in the order they were appended
   */
  record Index(long blockNumber, Bytes32 blockHash, List<OpenedAccount> accounts) {
    public Index {
      accounts = List.copyOf(accounts);
    }
  }

  Optional<Index> load(long chainId, Address gcm);

  /** Moves the index to this block, adding the accounts opened since. */
  void append(
      long chainId, Address gcm, long blockNumber, Bytes32 blockHash, List<OpenedAccount> opened);

  /** Forgets a GCM's index: its blocks are no longer part of the chain. */
  void clear(long chainId, Address gcm);

  /** A store that lives as long as the process. */
  static AccountStore inMemory() {
    return new AccountStore() {
      private record Key(long chainId, Address gcm) {}

      private final Map<Key, Index> byGcm = new HashMap<>();

      @Override
      public synchronized Optional<Index> load(long chainId, Address gcm) {
        return Optional.ofNullable(byGcm.get(new Key(chainId, gcm)));
      }

      @Override
      public synchronized void append(
          long chainId,
          Address gcm,
          long blockNumber,
          Bytes32 blockHash,
          List<OpenedAccount> opened) {
        Index before = byGcm.get(new Key(chainId, gcm));
        List<OpenedAccount> accounts =
            new ArrayList<>(before == null ? List.of() : before.accounts());
        accounts.addAll(opened);
        byGcm.put(new Key(chainId, gcm), new Index(blockNumber, blockHash, accounts));
      }

      @Override
      public synchronized void clear(long chainId, Address gcm) {
        byGcm.remove(new Key(chainId, gcm));
      }
    };
  }
}
