package io.loadline.consensus.roast;

import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Identifier;
import java.util.List;

/** What a coordinator or signer wants done. */
public sealed interface RoastEffect {
  /** Deliver a message; the recipients may include the own member. */
  record Send(List<Identifier> recipients, RoastMessage message) implements RoastEffect {
    public Send {
      recipients = List.copyOf(recipients);
    }
  }

  /** The signature is made and verified. The coordinator does nothing more. */
  record Signed(SigningSubject subject, GroupSignature signature) implements RoastEffect {}

  /** A member did what no honest one does; this coordinator no longer counts on it. */
  record Accused(Identifier member, Misconduct misconduct) implements RoastEffect {}

  /** A message was not followed: to be counted, nothing more. */
  record Refused(Identifier sender, Refusal refusal) implements RoastEffect {}

  /** Ways in which a signer shows itself dishonest. */
  enum Misconduct {
    /** The signature share does not verify. */
    INVALID_SHARE,
    /** The commitment offered with a share has a nonce in common with a used one. */
    REUSED_NONCE
  }

  /** Why a message was not followed. */
  enum Refusal {
    /** Of another height, subject, coordinator or attempt. */
    OTHER_SUBJECT,
    /** From someone who is not a member. */
    NOT_A_MEMBER,
    /** A digest this node has not computed itself. */
    NOT_COMPUTED,
    /** Another digest than the decided one. */
    NOT_DECIDED,
    /** Names no unused commitment of ours; a used one never signs again. */
    NO_UNUSED_NONCE,
    /** Signers not rising, not exactly the threshold, or not all of the group. */
    BAD_SIGNER_LIST,
    /** The coordinator used up what one coordinator may ask for. */
    LIMIT_REACHED,
    /** Answers no open question: not in that session, answered already, or accused. */
    NOT_ASKED
  }
}
