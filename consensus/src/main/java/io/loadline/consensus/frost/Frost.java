package io.loadline.consensus.frost;

import java.util.Comparator;
import java.util.List;

/** Signing, share verification and aggregation of RFC 9591 section 5. */
public final class Frost {
  private Frost() {}

  /**
   * One signer's share. Takes the nonces before anything else, so that a pair is used up even by a
   * call that fails. Whether the message may be signed is the caller's decision.
   *
   * @throws IllegalStateException if the pair was used before
   * @throws IllegalArgumentException if the package does not list exactly this pair for this signer
   */
  public static SignatureShare sign(KeyShare share, NoncePair nonces, SigningContext context) {
    NoncePair.Secrets secrets =
        nonces
            .take()
            .orElseThrow(() -> new IllegalStateException("this nonce pair was used before"));
    Identifier signer = share.identifier();
    if (!nonces.owner().equals(signer)
        || !context.group().equals(share.group())
        || !context.commitment(signer).equals(nonces.commitment())) {
      throw new IllegalArgumentException(
          "the package is not for this signer, key share and nonce pair");
    }
    Scalar z =
        secrets
            .hiding()
            .plus(secrets.binding().times(context.bindingFactor(signer)))
            .plus(
                context
                    .lagrangeCoefficient(signer)
                    .times(context.challenge())
                    .times(share.secret()));
    return new SignatureShare(signer, z);
  }

  /** Whether a share is right for its signer in this package: z G = D + rho E + lambda c Y. */
  public static boolean verifyShare(SigningContext context, SignatureShare share) {
    Identifier signer = share.signer();
    if (!context.contains(signer)) {
      return false;
    }
    NonceCommitment commitment = context.commitment(signer);
    Scalar weight = context.lagrangeCoefficient(signer).times(context.challenge());
    return Point.sumOfMultiples(
            List.of(share.z(), context.bindingFactor(signer).negate(), weight.negate()),
            List.of(Point.GENERATOR, commitment.binding(), context.group().publicShare(signer)))
        .filter(commitment.hiding()::equals)
        .isPresent();
  }

  /**
   * Adds the shares up and verifies the sum once; only if that fails are the shares looked at one
   * by one.
   *
   * @param shares one of each signer in the package, in any order
   */
  public static Aggregation aggregate(SigningContext context, List<SignatureShare> shares) {
    List<SignatureShare> rising =
        shares.stream().sorted(Comparator.comparing(SignatureShare::signer)).toList();
    if (!rising.stream()
        .map(SignatureShare::signer)
        .toList()
        .equals(context.signingPackage().identifiers())) {
      throw new IllegalArgumentException("exactly one share of each signer in the package");
    }
    Scalar z = rising.stream().map(SignatureShare::z).reduce(Scalar.ZERO, Scalar::plus);
    if (!z.isZero()) {
      GroupSignature signature = new GroupSignature(context.groupCommitment(), z);
      if (signature.verifies(context.group().key(), context.challenge())) {
        return new Aggregation.Signed(signature);
      }
    }
    List<Identifier> culprits =
        rising.stream()
            .filter(share -> !verifyShare(context, share))
            .map(SignatureShare::signer)
            .toList();
    if (culprits.isEmpty()) {
      throw new IllegalStateException("every share verifies, but their sum does not");
    }
    return new Aggregation.Failed(culprits);
  }
}
