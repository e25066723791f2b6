package io.loadline.consensus.ceremony;

import io.loadline.consensus.frost.Polynomial;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.Scalar;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one member must keep to itself during a session: made once, stored before the first message
 * leaves, overwritten when it has served. It has no text form.
 */
final class OwnSecrets {
  private byte[] ephemeral = {};
  private @Nullable Polynomial polynomial;
  private byte[] share = {};

  private OwnSecrets() {}

  /** Fresh randomness for a session. */
  static OwnSecrets fresh(RandomBytes random) {
    OwnSecrets secrets = new OwnSecrets();
    secrets.ephemeral = Scalar.random(random).toBytes();
    return secrets;
  }

  /** Nothing. */
  static OwnSecrets none() {
    return new OwnSecrets();
  }

  /** Reads stored secrets; lengths of 0 stand for what is gone. */
  static Optional<OwnSecrets> parse(byte[] ephemeral, byte[] polynomial, byte[] share) {
    OwnSecrets secrets = new OwnSecrets();
    secrets.ephemeral = ephemeral;
    secrets.share = share;
    secrets.polynomial = Polynomial.parse(polynomial).orElse(null);
    boolean whole =
        (ephemeral.length == 0 || isScalar(ephemeral))
            && (share.length == 0 || isScalar(share))
            && (polynomial.length == 0 || secrets.polynomial != null);
    return whole ? Optional.of(secrets) : Optional.empty();
  }

  /** The ephemeral key, until it was wiped. */
  Optional<Scalar> ephemeral() {
    return Scalar.parse(ephemeral);
  }

  /** The polynomial of a dealer, until it was wiped. */
  @Nullable Polynomial polynomial() {
    return polynomial;
  }

  /** The new share, from when it is known until the ceremony is over. */
  Optional<Scalar> share() {
    return Scalar.parse(share);
  }

  void deal(Polynomial dealt) {
    polynomial = dealt;
  }

  void keep(Scalar newShare) {
    share = newShare.toBytes();
  }

  /** Forgets what served to make the share; the share stays. */
  void wipeDealing() {
    Arrays.fill(ephemeral, (byte) 0);
    ephemeral = new byte[0];
    Polynomial dealt = polynomial;
    if (dealt != null) {
      dealt.wipe();
      polynomial = null;
    }
  }

  /** Forgets everything. */
  void wipe() {
    wipeDealing();
    Arrays.fill(share, (byte) 0);
    share = new byte[0];
  }

  byte[] ephemeralBytes() {
    return ephemeral;
  }

  byte[] polynomialBytes() {
    Polynomial dealt = polynomial;
    return dealt == null ? new byte[0] : dealt.secretBytes();
  }

  byte[] shareBytes() {
    return share;
  }

  private static boolean isScalar(byte[] bytes) {
    return Scalar.parse(bytes).filter(scalar -> !scalar.isZero()).isPresent();
  }
}
