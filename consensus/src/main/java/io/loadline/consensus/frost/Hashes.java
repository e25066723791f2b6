package io.loadline.consensus.frost;

import java.nio.charset.StandardCharsets;

/** H1 to H5 of the suite FROST(secp256k1, SHA-256), RFC 9591 section 6.5. */
final class Hashes {
  private static final String CONTEXT = "FROST-secp256k1-SHA256-v1";
  private static final int UNIFORM_BYTES = 48;

  private static final byte[] BINDING = tag("rho");
  private static final byte[] CHALLENGE = tag("chal");
  private static final byte[] NONCE = tag("nonce");
  private static final byte[] MESSAGE = tag("msg");
  private static final byte[] COMMITMENTS = tag("com");

  private Hashes() {}

  /** H1: a signer's binding factor. */
  static Scalar bindingFactor(byte[] input) {
    return toScalar(input, BINDING);
  }

  /** H2: the Schnorr challenge. */
  static Scalar challenge(byte[] input) {
    return toScalar(input, CHALLENGE);
  }

  /** H3: a nonce, from fresh randomness and the secret share. */
  static Scalar nonce(byte[] input) {
    return toScalar(input, NONCE);
  }

  /** H4: the message. */
  static byte[] message(byte[] message) {
    return ExpandMessage.sha256(MESSAGE, message);
  }

  /** H5: the encoded list of nonce commitments. */
  static byte[] commitments(byte[] encoded) {
    return ExpandMessage.sha256(COMMITMENTS, encoded);
  }

  /** A proof's challenge, under a tag that signing does not use. */
  static Scalar proof(String purpose, byte[] input) {
    return toScalar(input, tag(purpose));
  }

  private static Scalar toScalar(byte[] input, byte[] tag) {
    return Scalar.reduce(ExpandMessage.xmd(input, tag, UNIFORM_BYTES));
  }

  private static byte[] tag(String name) {
    return (CONTEXT + name).getBytes(StandardCharsets.US_ASCII);
  }
}
