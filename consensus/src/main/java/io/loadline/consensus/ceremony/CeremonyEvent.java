package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.util.List;

/** Everything that can move a ceremony. */
public sealed interface CeremonyEvent {
  /** Begin, or go on after a restart. Comes first, once per life of the machine. */
  record Started() implements CeremonyEvent {}

  /** A message that {@link CeremonyGate} accepted. */
  record Received(SignedMessage message) implements CeremonyEvent {}

  /**
   * The holders' agreement decided a stage.
   *
   * @param views the views that were decided on, of at least a quorum of holders; whoever voted for
   *     them found with {@link CeremonyMachine#evaluate} that they lead to the decided digest
   */
  record Decided(Stage stage, List<Bytes> views) implements CeremonyEvent {
    public Decided {
      views = List.copyOf(views);
    }
  }

  /** A timer's time has come. */
  record TimerExpired(CeremonyTimer timer) implements CeremonyEvent {}

  /** The share of {@link CeremonyEffect.PersistShare} is durably on disk. */
  record ShareStored() implements CeremonyEvent {}

  /** The chain has this committee installed and in force. */
  record Activated(Digest committee) implements CeremonyEvent {}

  /** The operator gives this session up; what it made is thrown away. */
  record GivenUp() implements CeremonyEvent {}
}
