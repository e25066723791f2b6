package io.loadline.risk.pricing;

/** What an asset's market says of one expiry. */
sealed interface Expiry {

  /** A forward: from the curve, or the spot once it is past and no settlement price is known. */
  record Open(OpenExpiry terms) implements Expiry {}

  /** Past, at this price. */
  record Settled(double priceUsd) implements Expiry {}

  record NoForward(String reason) implements Expiry {}
}
