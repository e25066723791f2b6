package io.loadline.consensus.ceremony;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.frost.KeyShare;
import java.util.List;

/** What the node must do, in the order given. */
public sealed interface CeremonyEffect {
  /**
   * Write durably, encrypted, before any later effect of the same list runs; replaces what was
   * written before for this session, and what it replaces must be unreadable afterwards.
   */
  record Persist(SecretBytes state) implements CeremonyEffect {}

  /**
   * Write the new share durably, encrypted, beside the one in force, and answer with {@link
   * CeremonyEvent.ShareStored}. May come again after a restart. Not to be signed with before {@link
   * Completed} and the activation on chain.
   */
  record PersistShare(KeyShare share, Committee committee) implements CeremonyEffect {}

  /** Send to all participants. */
  record Broadcast(SignedMessage message, int resend) implements CeremonyEffect {}

  /** Send to one participant. */
  record Send(int participant, SignedMessage message, int resend) implements CeremonyEffect {}

  /**
   * Run, or go on with, the holders' agreement about a stage with this as the own view; answered by
   * {@link CeremonyEvent.Decided}. A later one for the same stage brings a newer view.
   */
  record Decide(Stage stage, Bytes view) implements CeremonyEffect {}

  /** Give {@link CeremonyEvent.TimerExpired} at this time; replaces a running timer. */
  record SetTimer(CeremonyTimer timer, long atMs) implements CeremonyEffect {}

  /** Forget a timer. */
  record CancelTimer(CeremonyTimer timer) implements CeremonyEffect {}

  /** A phase takes longer than it should: a person may look at who is missing. */
  record Overdue(Phase phase, List<Address> missing) implements CeremonyEffect {
    public Overdue {
      missing = List.copyOf(missing);
    }
  }

  /** The ceremony succeeded. Once, and again after a restart, in case it was not heard. */
  record Completed(CeremonyResult result) implements CeremonyEffect {}

  /** The ceremony ended without a result. Once, and again after a restart. */
  record Aborted(AbortReason reason, List<Culprit> culprits) implements CeremonyEffect {
    public Aborted {
      culprits = List.copyOf(culprits);
    }
  }

  /** Delete this member's share in this former committee, for good. */
  record DeleteOldShare(Digest committee) implements CeremonyEffect {}

  /** Delete the new share: its session was given up. */
  record DiscardShare() implements CeremonyEffect {}

  /** A message was not taken. */
  record Rejected(int participant, Rejection reason) implements CeremonyEffect {}
}
