package io.loadline.consensus.roast;

import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.NonceCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SignerCommitment;
import java.util.List;

/**
 * What coordinators and signers say to each other. The sender is not part of it: whoever
 * authenticates the message names the sender. {@code attempt} counts a coordinator's fresh starts
 * on one subject from 0; one that lost its memory must continue with a higher number.
 */
public sealed interface RoastMessage {
  /** What is to be signed. */
  SigningSubject subject();

  /** The coordinator's fresh start that this belongs to. */
  int attempt();

  /** A coordinator asks for a nonce commitment of one's own making for it. */
  record NonceRequest(SigningSubject subject, int attempt) implements RoastMessage {}

  /** A signer's unused commitment, for one coordinator's attempt only. */
  record NonceOffer(
      SigningSubject subject, Identifier coordinator, int attempt, NonceCommitment commitment)
      implements RoastMessage {}

  /**
   * A coordinator opens a session: exactly these signers with exactly these commitments.
   *
   * @param session counts the attempt's sessions from 0
   */
  record SignRequest(
      SigningSubject subject, int attempt, int session, List<SignerCommitment> signers)
      implements RoastMessage {
    public SignRequest {
      signers = List.copyOf(signers);
    }
  }

  /**
   * A signer's answer to a session.
   *
   * @param z the signature share
   * @param next an unused commitment for the same attempt's next session
   */
  record SignShare(
      SigningSubject subject,
      Identifier coordinator,
      int attempt,
      int session,
      Scalar z,
      NonceCommitment next)
      implements RoastMessage {}
}
