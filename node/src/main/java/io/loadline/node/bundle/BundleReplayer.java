package io.loadline.node.bundle;

import io.loadline.risk.report.Report;
import io.loadline.risk.report.RiskRound;
import io.loadline.risk.report.RoundResult;
import java.util.Arrays;

/** Recomputes a round from its snapshot and compares the report's bytes. */
public final class BundleReplayer {
  private BundleReplayer() {}

  /** Replays a file of any origin. */
  public static Replay replay(byte[] file) {
    try {
      return replay(BundleCodec.decode(file));
    } catch (BundleException e) {
      return new Replay.Impossible(e.place(), e.reason());
    }
  }

  /** Replays a bundle whose form is right; signatures are not looked at. */
  public static Replay replay(RoundBundle bundle) {
    RoundResult result;
    try {
      result = new RiskRound().evaluate(bundle.snapshot(), bundle.rules());
    } catch (IllegalArgumentException | ArithmeticException e) {
      return new Replay.Impossible("snapshot", "the model refuses it: " + e.getMessage());
    }
    Report reported = bundle.report();
    return Arrays.equals(reported.encode(), result.report().encode())
        ? new Replay.Identical(result)
        : difference(reported, result.report());
  }

  private static Replay difference(Report reported, Report computed) {
    Object[][] fields = {
      {"key epoch", reported.keyEpoch(), computed.keyEpoch()},
      {"height", reported.height(), computed.height()},
      {"rules hash", reported.rulesHash(), computed.rulesHash()},
      {"pins root", reported.pinsRoot(), computed.pinsRoot()},
      {"snapshot hash", reported.snapshotHash(), computed.snapshotHash()},
      {"sections root", reported.sectionsRoot(), computed.sectionsRoot()},
      {"breaker state", reported.breakerState(), computed.breakerState()},
      {"previous report", reported.previousReport(), computed.previousReport()},
      {"anchor time", reported.anchorTimeSeconds(), computed.anchorTimeSeconds()},
      {"validity end", reported.validityEndSeconds(), computed.validityEndSeconds()},
    };
    for (Object[] field : fields) {
      if (!field[1].equals(field[2])) {
        return new Replay.Different(
            "report: " + field[0], field[1].toString(), field[2].toString());
      }
    }
    throw new IllegalStateException("reports with equal fields have equal bytes");
  }
}
