package io.loadline.node.ceremony;

import io.loadline.consensus.agreement.TimerKey;
import io.loadline.consensus.ceremony.CeremonyEvent;
import io.loadline.consensus.ceremony.CeremonyTimer;
import io.loadline.consensus.message.WireMessage;
import io.loadline.node.bundle.FirstKeyCertificate;

/** Everything that enters the ceremony's one thread. */
sealed interface CeremonyInput {
  /** For the ceremony machine. */
  record Ceremony(CeremonyEvent event) implements CeremonyInput {}

  /** A message of the holders' agreement. */
  record Holders(WireMessage message) implements CeremonyInput {}

  /** A message of the new committee about its key. */
  record Birth(WireMessage message) implements CeremonyInput {}

  /** Another operator shows what proves the key. */
  record Shown(FirstKeyCertificate certificate) implements CeremonyInput {}

  /** A timer ran out. */
  record Expired(Timer timer) implements CeremonyInput {}

  /** Whose timer. */
  sealed interface Timer {
    /** Of the ceremony machine. */
    record OfCeremony(CeremonyTimer timer) implements Timer {}

    /** Of the holders' agreement. */
    record OfHolders(TimerKey timer) implements Timer {}

    /** Of the agreement about the key. */
    record OfBirth(TimerKey timer) implements Timer {}
  }
}
