package io.loadline.node.round;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.ReportValidator;
import io.loadline.node.observation.ObservationBody;
import io.loadline.node.observation.ObservationCodec;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.report.Report;
import java.util.Optional;

/** Tells consensus what the bytes it carries are: observation bodies and reports. */
final class ReportContent implements ReportValidator {
  private final Bytes32 networkId;

  ReportContent(Bytes32 networkId) {
    this.networkId = networkId;
  }

  @Override
  public boolean acceptsObservation(long height, int round, Bytes body) {
    try {
      ObservationBody decoded = ObservationCodec.decode(body.toArray());
      return decoded.height() == height && decoded.round() == round;
    } catch (CborException _) {
      return false;
    }
  }

  @Override
  public Optional<Digest> reportDigest(long height, Bytes report) {
    try {
      Report decoded = Report.decode(report.toArray());
      return decoded.height() == height
          ? Optional.of(Digest.of(decoded.digest(networkId).toByteArray()))
          : Optional.empty();
    } catch (CborException _) {
      return Optional.empty();
    }
  }
}
