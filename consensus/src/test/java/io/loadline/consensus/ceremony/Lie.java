package io.loadline.consensus.ceremony;

/** What a faulty participant does. */
enum Lie {
  /** Says nothing at all. */
  SILENT,
  /** Announces itself and is never heard again. */
  SILENT_AFTER_ANNOUNCING,
  /** Stores its share and does not confirm, coordinate or sign. */
  SILENT_BEFORE_CONFIRMING,
  /** Everything it says arrives after the phase. */
  LATE,
  /** Another member's proof of possession. */
  WRONG_PROOF,
  /** One commitment more than the threshold. */
  MORE_COMMITMENTS,
  /** Two announcements, to each half one. */
  TWO_ANNOUNCEMENTS,
  /** Two dealings, to each half one. */
  TWO_DEALINGS,
  /** Ciphertexts that nobody can decrypt, for some. */
  GARBAGE_SHARES,
  /** Well encrypted shares of another polynomial, for some. */
  WRONG_SHARES,
  /** Deals to one member only. */
  SELECTIVE_DEALING,
  /** Complains about a right share, with the right key. */
  FALSE_COMPLAINT,
  /** Complains about a right share, with a made-up key. */
  FORGED_COMPLAINT,
  /** Views that name messages nobody signed. */
  INVENTED_VIEW,
  /** Confirms without the share. */
  UNPROVEN_CONFIRMATION,
  /** Test signature shares that do not verify. */
  WRONG_SIGNATURE_SHARES
}
