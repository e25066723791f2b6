package io.loadline.node.bundle;

import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.report.Report;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import java.util.List;

/**
 * Everything an auditor needs of one round, and nothing that must be believed but the genesis.
 *
 * @param observations those the proposal lists, in its order
 * @param commits a quorum of COMMITs for the report's digest
 */
public record RoundBundle(
    Genesis genesis,
    Rules rules,
    FirstKeyCertificate committee,
    Snapshot snapshot,
    Report report,
    List<ObservationVote> observations,
    ProposalVote proposal,
    Certificate commits,
    GroupSignature signature) {
  public RoundBundle {
    observations = List.copyOf(observations);
  }

  /** The height this is the round of. */
  public long height() {
    return report.height();
  }
}
