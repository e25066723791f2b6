package io.loadline.consensus.frost;

import io.loadline.consensus.Digest;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The message and the list of signers with their nonce commitments, rising. Immutable. */
public final class SigningPackage {
  private final List<SignerCommitment> signers;
  private final byte[] message;

  /** Refuses a list that {@link #isOrdered} refuses. */
  public SigningPackage(List<SignerCommitment> signers, byte[] message) {
    if (!isOrdered(signers)) {
      throw new IllegalArgumentException(
          "signers must be at least one, rising, each once: "
              + signers.stream().map(entry -> entry.signer().number()).toList());
    }
    this.signers = List.copyOf(signers);
    this.message = message.clone();
  }

  /** Whether a list is not empty and strictly rising by identifier. */
  public static boolean isOrdered(List<SignerCommitment> signers) {
    for (int i = 1; i < signers.size(); i++) {
      if (signers.get(i - 1).signer().compareTo(signers.get(i).signer()) >= 0) {
        return false;
      }
    }
    return !signers.isEmpty();
  }

  /** Signers and their commitments, rising. */
  public List<SignerCommitment> signers() {
    return signers;
  }

  /** Who signs, rising. */
  public List<Identifier> identifiers() {
    return signers.stream().map(SignerCommitment::signer).toList();
  }

  /** A copy of the message. */
  public byte[] message() {
    return message.clone();
  }

  /** SHA-256 over the commitments' hash and the message's hash: a name for exactly this package. */
  public Digest id() {
    return Digest.of(
        ExpandMessage.sha256(Hashes.commitments(encodedCommitments()), Hashes.message(message)));
  }

  /** {@code encode_group_commitment_list} of RFC 9591 section 4.3. */
  byte[] encodedCommitments() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (SignerCommitment entry : signers) {
      bytes.writeBytes(entry.signer().scalar().toBytes());
      bytes.writeBytes(entry.commitment().toBytes());
    }
    return bytes.toByteArray();
  }
}
