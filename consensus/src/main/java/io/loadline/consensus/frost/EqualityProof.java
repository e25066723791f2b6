package io.loadline.consensus.frost;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Chaum-Pedersen proof that one secret stands behind two points over two bases: {@code key =
 * secret * G} and {@code shared = secret * base}. It shows that a revealed Diffie-Hellman point is
 * the right one without showing the secret.
 */
public record EqualityProof(Scalar challenge, Scalar response) {
  /** Length in bytes: two scalars. */
  public static final int LENGTH = 2 * Scalar.LENGTH;

  /** Proves that {@code base.timesSecret(secret)} belongs to the secret's public key. */
  public static EqualityProof prove(Scalar secret, Point base, byte[] context, RandomBytes random) {
    byte[] fresh = new byte[32];
    random.fill(fresh);
    Scalar nonce = Hashes.nonce(Bytes.concat(fresh, secret.toBytes(), base.toBytes(), context));
    Scalar challenge =
        challenge(
            context,
            Point.generatorTimes(secret),
            base,
            base.timesSecret(secret),
            Point.generatorTimes(nonce),
            base.timesSecret(nonce));
    return new EqualityProof(challenge, nonce.plus(challenge.times(secret)));
  }

  /** Whether {@code key} and {@code shared} have the same secret over the generator and a base. */
  public boolean verify(Point key, Point base, Point shared, byte[] context) {
    List<Scalar> factors = List.of(response, challenge.negate());
    Optional<Point> onGenerator = Point.sumOfMultiples(factors, List.of(Point.GENERATOR, key));
    Optional<Point> onBase = Point.sumOfMultiples(factors, List.of(base, shared));
    return onGenerator.isPresent()
        && onBase.isPresent()
        && challenge(context, key, base, shared, onGenerator.get(), onBase.get()).equals(challenge);
  }

  /** Reads 64 bytes: two scalars. */
  public static Optional<EqualityProof> parse(byte[] bytes) {
    if (bytes.length != LENGTH) {
      return Optional.empty();
    }
    return Scalar.parse(Arrays.copyOf(bytes, Scalar.LENGTH))
        .flatMap(challenge ->
            Scalar.parse(Arrays.copyOfRange(bytes, Scalar.LENGTH, LENGTH))
                .map(response -> new EqualityProof(challenge, response)));
  }

  /** Challenge, then response: 64 bytes. */
  public byte[] toBytes() {
    return Bytes.concat(challenge.toBytes(), response.toBytes());
  }

  private static Scalar challenge(byte[] context, Point... points) {
    byte[] input = context;
    for (Point point : points) {
      input = Bytes.concat(input, point.toBytes());
    }
    return Hashes.proof("dleq", input);
  }
}
