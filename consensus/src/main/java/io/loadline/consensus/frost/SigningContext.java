package io.loadline.consensus.frost;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.math.ec.ECPoint;

/**
 * What signers and coordinator derive alike from a package: binding factors, group commitment R,
 * challenge and Lagrange coefficients (RFC 9591 sections 4.4 to 4.6). Computed once per package.
 */
public final class SigningContext {
  private final SigningGroup group;
  private final SigningPackage signingPackage;
  private final List<Identifier> identifiers;
  private final byte[] bindingFactorPrefix;
  private final List<Scalar> bindingFactors;
  private final List<Scalar> lagrangeCoefficients;
  private final Point groupCommitment;
  private final Scalar challenge;

  /** Refuses a package with fewer signers than the threshold, or with one outside the group. */
  public SigningContext(SigningGroup group, SigningPackage signingPackage) {
    this.group = group;
    this.signingPackage = signingPackage;
    this.identifiers = signingPackage.identifiers();
    if (identifiers.size() < group.threshold() || !identifiers.stream().allMatch(group::contains)) {
      throw new IllegalArgumentException(
          "a package needs at least "
              + group.threshold()
              + " signers, all of the group; has "
              + identifiers.stream().map(Identifier::number).toList());
    }
    this.bindingFactorPrefix =
        Bytes.concat(
            group.key().point().toBytes(),
            Hashes.message(signingPackage.message()),
            Hashes.commitments(signingPackage.encodedCommitments()));
    this.bindingFactors =
        identifiers.stream().map(id -> Hashes.bindingFactor(bindingFactorInput(id))).toList();
    this.lagrangeCoefficients = Lagrange.coefficientsAt(Scalar.ZERO, identifiers);
    this.groupCommitment = sumOfBoundCommitments();
    this.challenge = challenge(groupCommitment, group.key(), signingPackage.message());
  }

  /** H2 over R, group key and message. */
  static Scalar challenge(Point groupCommitment, GroupKey key, byte[] message) {
    return Hashes.challenge(
        Bytes.concat(groupCommitment.toBytes(), key.point().toBytes(), message));
  }

  /** The group that signs. */
  public SigningGroup group() {
    return group;
  }

  /** What this was derived from. */
  public SigningPackage signingPackage() {
    return signingPackage;
  }

  /** Whether the member is one of the package's signers. */
  public boolean contains(Identifier signer) {
    return identifiers.contains(signer);
  }

  /** The nonce commitment that the package lists for a signer. */
  NonceCommitment commitment(Identifier signer) {
    return signingPackage.signers().get(index(signer)).commitment();
  }

  Scalar bindingFactor(Identifier signer) {
    return bindingFactors.get(index(signer));
  }

  /** The factor of a signer's share in the group secret. */
  Scalar lagrangeCoefficient(Identifier signer) {
    return lagrangeCoefficients.get(index(signer));
  }

  Point groupCommitment() {
    return groupCommitment;
  }

  Scalar challenge() {
    return challenge;
  }

  byte[] bindingFactorInput(Identifier signer) {
    return Bytes.concat(bindingFactorPrefix, signer.scalar().toBytes());
  }

  private int index(Identifier signer) {
    int index = identifiers.indexOf(signer);
    if (index < 0) {
      throw new IllegalArgumentException("signer " + signer.number() + " is not in the package");
    }
    return index;
  }

  private Point sumOfBoundCommitments() {
    List<BigInteger> factors = new ArrayList<>();
    List<ECPoint> bindings = new ArrayList<>();
    ECPoint hidings = Secp256k1.CURVE.getInfinity();
    for (int i = 0; i < identifiers.size(); i++) {
      NonceCommitment commitment = signingPackage.signers().get(i).commitment();
      factors.add(bindingFactors.get(i).value());
      bindings.add(commitment.binding().affine());
      hidings = hidings.add(commitment.hiding().affine());
    }
    ECPoint sum =
        Secp256k1.sumOfMultiples(
            factors.toArray(BigInteger[]::new), bindings.toArray(ECPoint[]::new));
    return Point.of(sum.add(hidings))
        .orElseThrow(() -> new IllegalArgumentException("the group commitment is the identity"));
  }
}
