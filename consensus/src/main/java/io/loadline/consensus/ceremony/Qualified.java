package io.loadline.consensus.ceremony;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Member;
import io.loadline.consensus.frost.GroupKey;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.Lagrange;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.PolynomialCommitment;
import io.loadline.consensus.frost.Scalar;
import io.loadline.consensus.frost.SigningGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the qualified dealers' sharings add up to.
 *
 * @param transcript the decided name of this and of all before
 * @param dealers who is qualified, rising
 * @param weights each dealer's factor in the sum
 * @param sharing commitment to the sum
 * @param committee the committee that comes out; the installed one for a repair
 */
record Qualified(
    Digest transcript,
    List<Integer> dealers,
    List<Scalar> weights,
    PolynomialCommitment sharing,
    InstalledCommittee committee) {

  /** Adds up; empty if chance made it unusable. */
  static Optional<Qualified> of(
      CeremonyPlan plan, Announced announced, List<Integer> dealers, Digest transcript) {
    List<Scalar> weights = weights(plan, dealers);
    List<PolynomialCommitment> summands = new ArrayList<>();
    for (int dealer : dealers) {
      PolynomialCommitment commitment = announced.commitments().get(dealer);
      if (commitment == null) {
        throw new IllegalArgumentException("participant " + dealer + " is no dealer");
      }
      summands.add(commitment);
    }
    return PolynomialCommitment.combine(weights, summands)
        .flatMap(sharing ->
            committee(plan, sharing)
                .map(committee -> new Qualified(transcript, dealers, weights, sharing, committee)));
  }

  /** What every confirmation confirms. */
  Digest result(CeremonyPlan plan) {
    return new AbiWords()
        .word(plan.session())
        .word(transcript)
        .word(committee.committee().digest())
        .keccak();
  }

  /** The weighted sum of one receiver's shares, in the dealers' order. */
  Scalar sum(List<Scalar> shares) {
    Scalar sum = Scalar.ZERO;
    for (int i = 0; i < shares.size(); i++) {
      sum = sum.plus(weights.get(i).times(shares.get(i)));
    }
    return sum;
  }

  /**
   * A new key is the plain sum. An existing one is interpolated at 0 over whoever qualified, so a
   * dealer that drops out costs no restart; a lost share is interpolated at its holder's place.
   */
  private static List<Scalar> weights(CeremonyPlan plan, List<Integer> dealers) {
    List<Identifier> identifiers = dealers.stream().map(Identifier::ofMember).toList();
    return switch (plan.kind()) {
      case GENERATE -> dealers.stream().map(_ -> Scalar.ONE).toList();
      case RESHARE, REFRESH -> Lagrange.coefficientsAt(Scalar.ZERO, identifiers);
      case REPAIR ->
          Lagrange.coefficientsAt(Identifier.ofMember(plan.repaired()).scalar(), identifiers);
    };
  }

  private static Optional<InstalledCommittee> committee(
      CeremonyPlan plan, PolynomialCommitment sharing) {
    InstalledCommittee installed = plan.installed();
    if (plan.kind() == CeremonyKind.REPAIR && installed != null) {
      requireSame(
          sharing.constant(), installed.group().publicShare(Identifier.ofMember(plan.repaired())));
      return Optional.of(installed);
    }
    if (installed != null) {
      requireSame(sharing.constant(), installed.group().key().point());
    }
    if (!GroupKey.isUsable(sharing.constant())) {
      return Optional.empty();
    }
    List<Point> shares = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    for (Address identity : plan.receivers()) {
      Optional<Point> share = sharing.at(Identifier.ofMember(members.size()));
      if (share.isEmpty()) {
        return Optional.empty();
      }
      shares.add(share.get());
      members.add(new Member(members.size(), identity, Bytes.of(share.get().toBytes())));
    }
    Committee committee =
        Committee.of(
            plan.networkId(), plan.keyEpoch(), Bytes.of(sharing.constant().toBytes()), members);
    return Optional.of(
        new InstalledCommittee(
            committee,
            new SigningGroup(new GroupKey(sharing.constant()), plan.threshold(), shares)));
  }

  private static void requireSame(Point made, Point kept) {
    if (!made.equals(kept)) {
      throw new IllegalStateException(
          "the sharing is of " + made + ", not of " + kept + ", although every dealer was checked");
    }
  }
}
