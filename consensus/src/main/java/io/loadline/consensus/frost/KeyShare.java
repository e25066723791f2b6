package io.loadline.consensus.frost;

/**
 * One member's secret share of the group key. It has no {@code toString}, equality or serial form;
 * who stores it encrypts {@link #secretBytes}.
 */
public final class KeyShare {
  private final Identifier identifier;
  private final Scalar secret;
  private final SigningGroup group;

  /** Refuses a secret that is not the one behind the member's public share in the group. */
  public KeyShare(Identifier identifier, Scalar secret, SigningGroup group) {
    if (secret.isZero() || !Point.generatorTimes(secret).equals(group.publicShare(identifier))) {
      throw new IllegalArgumentException(
          "The key share of member "
              + identifier.member()
              + " does not belong to its public share in this group. Use the share that was made "
              + "together with this committee.");
    }
    this.identifier = identifier;
    this.secret = secret;
    this.group = group;
  }

  /** The holder. */
  public Identifier identifier() {
    return identifier;
  }

  /** The point that others check this member's signature shares against. */
  public Point publicShare() {
    return group.publicShare(identifier);
  }

  /** The group's key. */
  public GroupKey groupKey() {
    return group.key();
  }

  /** The group that this is a share of. */
  public SigningGroup group() {
    return group;
  }

  /** The secret, 32 bytes, for encrypted storage only. */
  public byte[] secretBytes() {
    return secret.toBytes();
  }

  Scalar secret() {
    return secret;
  }
}
