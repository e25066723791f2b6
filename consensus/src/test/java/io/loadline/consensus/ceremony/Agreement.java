package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;

/** What stands behind {@link CeremonyEffect.Decide} in a simulation. */
interface Agreement {
  /** A holder's view, perhaps newer than one before. */
  void proposed(int holder, Stage stage, Bytes view);

  /** A participant's machine took an event. */
  void moved(int participant);

  /** What a restarted member learns from its agreement's record and its peers. */
  void tell(SimulatedMember member);
}
