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
   * One venue.
   *
   * @param instruments in the venue's order
   * @param positions of the accounts that count there
   */
  record Venue(List<Instrument> instruments, Map<Bytes32, List<VenuePosition>> positions) {}
}
