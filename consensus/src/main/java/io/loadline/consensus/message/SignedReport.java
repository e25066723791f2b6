package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.util.OptionalInt;

/**
 * A finished round, for members and observers.
 *
 * @param report the report's bytes, opaque here
 * @param certificate a quorum of COMMITs for the digest
 * @param groupSignature R (SEC1 compressed) || z, 65 bytes
 */
public record SignedReport(
    long height,
    Digest digest,
    Bytes report,
    Certificate certificate,
    Bytes groupSignature,
    int resend)
    implements WireMessage {
  @Override
  public OptionalInt author() {
    return OptionalInt.empty();
  }

  @Override
  public SignedReport withResend(int times) {
    return new SignedReport(height, digest, report, certificate, groupSignature, times);
  }
}
