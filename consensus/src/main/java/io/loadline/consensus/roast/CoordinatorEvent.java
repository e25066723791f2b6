package io.loadline.consensus.roast;

import io.loadline.consensus.frost.Identifier;

/** Everything that can move a {@link RoastCoordinator}. */
public sealed interface CoordinatorEvent {
  /**
   * An authenticated commitment: with a COMMIT of the decided round, or as the answer to a request.
   */
  record Offered(Identifier sender, RoastMessage.NonceOffer offer) implements CoordinatorEvent {}

  /** An authenticated signature share. */
  record Shared(Identifier sender, RoastMessage.SignShare share) implements CoordinatorEvent {}

  /**
   * The first one starts a coordinator that has no commitments yet; later ones repeat what is
   * unanswered.
   */
  record Tick() implements CoordinatorEvent {}
}
