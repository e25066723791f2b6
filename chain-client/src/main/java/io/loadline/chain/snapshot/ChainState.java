package io.loadline.chain.snapshot;

import io.loadline.chain.lens.GcmAccount;
import io.loadline.chain.lens.VenueDecoder.VenuePosition;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.CollateralToken;
import io.loadline.risk.portfolio.Instrument;
import io.loadline.risk.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read of one chain at its pin; the assembler makes the snapshot from these. */
final class ChainState {

  private ChainState() {}

  /** An account's record at the GCM of its home, or at its guard elsewhere. */
  record AccountRecord(Bytes32 id, GcmAccount record) {}

  /**
   * A chain as home.
   *
   * @param tokens in the GCM's order
   * @param accounts accounts opened there
   */
  record Home(Rules.Chain chain, List<CollateralToken> tokens, List<AccountRecord> accounts) {
    Address gcm() {
      return chain.gcm();
    }
  }

  /**
   * Which accounts of other chains each guard serves by a link that both sides made.
   *
   * @param served by the guard's chain; every chain of the rules has its one guard
   */
  record Links(List<Rules.Chain> guards, List<Set<Bytes32>> served) {
    /** Whether a lock stands for a guard that serves the account. */
    boolean joins(Bytes32 account, GcmAccount.Lock lock) {
      for (int i = 0; i < guards.size(); i++) {
        if (guards.get(i).chainId() == lock.chainId()) {
          return guards.get(i).gcm().equals(lock.guard()) && served.get(i).contains(account);
        }
      }
      return false;
    }
  }

  /**
   * One venue.
   *
   * @param instruments in the venue's order
   * @param positions of the accounts that count there
   */
  record Venue(List<Instrument> instruments, Map<Bytes32, List<VenuePosition>> positions) {}
}
