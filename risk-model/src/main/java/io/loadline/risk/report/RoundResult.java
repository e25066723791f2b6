package io.loadline.risk.report;

import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.margin.AccountMargin;
import io.loadline.risk.margin.MarginEngine;
import io.loadline.risk.margin.Waterfall;
import io.loadline.risk.portfolio.Carried;
import java.util.List;

/**
 * All that one round computed.
 *
 * @param digest what the network signs
 * @param pinsTree tree over the snapshot's pins, in their order
 * @param next carried state of the next round, its first three fields still zero
 * @param margins per account, in the snapshot's order
 */
public record RoundResult(
    Report report,
    Bytes32 digest,
    Sections sections,
    MerkleTree pinsTree,
    Carried next,
    List<AccountMargin> margins,
    MarginEngine engine) {

  /** Why the account at this index of the snapshot has its margin; computed on demand. */
  public Waterfall explain(int accountIndex) {
    return engine.explain(accountIndex);
  }
}
