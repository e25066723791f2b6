package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.PolynomialCommitment;
import io.loadline.consensus.roast.RoastMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What participants say. Who says it is known from the signature around it. */
public sealed interface CeremonyMessage {
  /** The kind, which is signed. */
  MessageKind kind();

  /**
   * Takes part in the session.
   *
   * @param ephemeral key for this session's shares
   * @param commitments of a dealer; null for who only receives
   * @param proof that a dealer knows the constant term; null for who only receives
   */
  record Announcement(
      Point ephemeral, @Nullable PolynomialCommitment commitments, @Nullable KnowledgeProof proof)
      implements CeremonyMessage {
    @Override
    public MessageKind kind() {
      return MessageKind.ANNOUNCEMENT;
    }
  }

  /**
   * A dealer's shares.
   *
   * @param announcements what was decided about announcements
   * @param ciphertexts one of 48 bytes per receiver that announced, in receiver order
   */
  record Dealing(Digest announcements, Bytes ciphertexts) implements CeremonyMessage {
    @Override
    public MessageKind kind() {
      return MessageKind.DEALING;
    }
  }

  /**
   * A receiver looked at every dealing.
   *
   * @param dealings what was decided about dealings
   * @param complaints dealers rising; empty if all is well
   */
  record Complaints(Digest dealings, List<Complaint> complaints) implements CeremonyMessage {
    public Complaints {
      complaints = List.copyOf(complaints);
    }

    @Override
    public MessageKind kind() {
      return MessageKind.COMPLAINTS;
    }
  }

  /**
   * A helper's part of a repaired share.
   *
   * @param transcript what was decided about complaints
   * @param ciphertext 48 bytes for the member being repaired
   */
  record Opening(Digest transcript, Bytes ciphertext) implements CeremonyMessage {
    @Override
    public MessageKind kind() {
      return MessageKind.OPENING;
    }
  }

  /**
   * A receiver has its share on disk.
   *
   * @param result what came out, {@link Qualified#result}
   * @param proof that it knows the share, so that nobody confirms what it does not have
   */
  record Confirmation(Digest result, KnowledgeProof proof) implements CeremonyMessage {
    @Override
    public MessageKind kind() {
      return MessageKind.CONFIRMATION;
    }
  }

  /** A step of the test signature. */
  record TestSigning(RoastMessage message) implements CeremonyMessage {
    @Override
    public MessageKind kind() {
      return MessageKind.TEST_SIGNING;
    }
  }

  /**
   * Proves to anybody that the ceremony is over.
   *
   * @param confirmations at least the threshold, authors rising
   * @param signature the test signature; null for a repair, where the group is not new
   */
  record Completion(List<SignedMessage> confirmations, @Nullable GroupSignature signature)
      implements CeremonyMessage {
    public Completion {
      confirmations = List.copyOf(confirmations);
    }

    @Override
    public MessageKind kind() {
      return MessageKind.COMPLETION;
    }
  }

  /** Asks for messages by content hash, rising; at most 64. */
  record Fetch(List<Digest> contents) implements CeremonyMessage {
    /** How many can be asked for at once. */
    public static final int MAXIMUM = 64;

    public Fetch {
      contents = List.copyOf(contents);
    }

    @Override
    public MessageKind kind() {
      return MessageKind.FETCH;
    }
  }
}
