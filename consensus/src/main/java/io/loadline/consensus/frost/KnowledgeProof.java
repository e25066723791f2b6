package io.loadline.consensus.frost;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A Schnorr proof that its maker knows the secret behind a point (FROST, figure 1), bound to a
 * context such as a session and a member, so that it proves nothing anywhere else.
 *
 * @param commitment nonce times generator
 * @param response nonce plus challenge times secret
 */
public record KnowledgeProof(Point commitment, Scalar response) {
  /** Length in bytes. */
  public static final int LENGTH = Point.LENGTH + Scalar.LENGTH;

  /** Proves knowledge of a secret that is not zero. */
  public static KnowledgeProof prove(Scalar secret, byte[] context, RandomBytes random) {
    byte[] fresh = new byte[32];
    random.fill(fresh);
    // Hedged like a signing nonce: a weak source alone does not give the secret away.
    Scalar nonce = Hashes.nonce(Bytes.concat(fresh, secret.toBytes(), context));
    Point commitment = Point.generatorTimes(nonce);
    Scalar challenge = challenge(context, Point.generatorTimes(secret), commitment);
    return new KnowledgeProof(commitment, nonce.plus(challenge.times(secret)));
  }

  /** Whether this was made by someone who knows the secret behind the point, in this context. */
  public boolean verify(Point point, byte[] context) {
    Scalar challenge = challenge(context, point, commitment);
    return Point.sumOfMultiples(
            List.of(response, challenge.negate()), List.of(Point.GENERATOR, point))
        .filter(commitment::equals)
        .isPresent();
  }

  /** Reads 65 bytes: a compressed point and a scalar. */
  public static Optional<KnowledgeProof> parse(byte[] bytes) {
    if (bytes.length != LENGTH) {
      return Optional.empty();
    }
    return Point.parse(Arrays.copyOf(bytes, Point.LENGTH))
        .flatMap(point ->
            Scalar.parse(Arrays.copyOfRange(bytes, Point.LENGTH, LENGTH))
                .map(response -> new KnowledgeProof(point, response)));
  }

  /** Commitment compressed, then response: 65 bytes. */
  public byte[] toBytes() {
    return Bytes.concat(commitment.toBytes(), response.toBytes());
  }

  private static Scalar challenge(byte[] context, Point point, Point commitment) {
    return Hashes.proof("dkg", Bytes.concat(context, point.toBytes(), commitment.toBytes()));
  }
}
