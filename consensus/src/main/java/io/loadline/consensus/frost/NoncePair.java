package io.loadline.consensus.frost;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Two secret nonces for one signature share. Lives in memory only, and signs at most once: whoever
 * takes the nonces leaves the pair empty, also when what follows fails. It has no {@code toString}.
 */
public final class NoncePair {
  /** The two secrets while they are being used. */
  record Secrets(Scalar hiding, Scalar binding) {}

  private final Identifier owner;
  private final NonceCommitment commitment;
  private final AtomicReference<@Nullable Secrets> secrets;

  private NoncePair(Identifier owner, Secrets secrets) {
    this.owner = owner;
    this.commitment =
        new NonceCommitment(
            Point.generatorTimes(secrets.hiding()), Point.generatorTimes(secrets.binding()));
    this.secrets = new AtomicReference<>(secrets);
  }

  /**
   * A fresh pair. Each nonce is H3 of 32 random bytes and the secret share (RFC 9591 section 4.1):
   * a weak source alone does not make nonces predictable, but a repeating one still repeats them.
   */
  public static NoncePair generate(KeyShare share, RandomBytes random) {
    byte[] hiding = new byte[32];
    byte[] binding = new byte[32];
    random.fill(hiding);
    random.fill(binding);
    if (Arrays.equals(hiding, binding)) {
      throw new IllegalStateException(
          "The randomness source returned the same 32 bytes twice. Signing stops: a repeated nonce "
              + "gives the key share away. Repair the machine's random number source.");
    }
    return new NoncePair(
        share.identifier(),
        new Secrets(fromRandomness(hiding, share), fromRandomness(binding, share)));
  }

  /** What to announce. */
  public NonceCommitment commitment() {
    return commitment;
  }

  /** Makes the pair useless without having signed. */
  public void burn() {
    secrets.set(null);
  }

  /** Whether the pair can no longer sign. */
  public boolean isSpent() {
    return secrets.get() == null;
  }

  Identifier owner() {
    return owner;
  }

  /** Hands the secrets out once; empty for ever after. */
  Optional<Secrets> take() {
    return Optional.ofNullable(secrets.getAndSet(null));
  }

  static Scalar fromRandomness(byte[] randomness, KeyShare share) {
    return Hashes.nonce(Bytes.concat(randomness, share.secret().toBytes()));
  }
}
