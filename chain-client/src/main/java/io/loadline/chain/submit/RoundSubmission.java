package io.loadline.chain.submit;

import io.loadline.chain.contracts.GcmCalls;
import io.loadline.chain.contracts.GroupSignature;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.report.Report;
import java.util.List;

/**
 * A signed round for the GCM of one chain.
 *
 * @param ownPin that chain's pin
 * @param pinProof its proof under the report's pins root
 */
public record RoundSubmission(
    Report report, GroupSignature signature, Pin ownPin, List<Bytes32> pinProof) {
  public RoundSubmission {
    pinProof = List.copyOf(pinProof);
  }

  long height() {
    return report.height();
  }

  byte[] callData() {
    return GcmCalls.submitRound(report, signature, ownPin, pinProof);
  }
}
