package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.CeremonyMessage.Complaints;
import io.loadline.consensus.ceremony.CeremonyMessage.Dealing;
import io.loadline.consensus.ceremony.CeremonyMessage.Opening;
import io.loadline.consensus.ceremony.PairCipher.Purpose;
import io.loadline.consensus.frost.EqualityProof;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KeyShare;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.Lagrange;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.Polynomial;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.Scalar;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one member does with its secrets in each phase. */
final class OwnShares {
  private final CeremonyPlan plan;
  private final CeremonyState state;
  private final RandomBytes random;

  OwnShares(CeremonyPlan plan, CeremonyState state, RandomBytes random) {
    this.plan = plan;
    this.state = state;
    this.random = random;
  }

  /**
   * Draws this session's secrets and announces them.
   *
   * @param held the share that is dealt on; null if a key is made, or this member holds none
   */
  Announcement announce(@Nullable KeyShare held) {
    OwnSecrets secrets = OwnSecrets.fresh(random);
    state.secrets = secrets;
    Point ephemeral = Point.generatorTimes(ephemeral());
    Optional<Scalar> constant =
        plan.kind() == CeremonyKind.GENERATE
            ? Optional.of(Scalar.random(random))
            : Optional.ofNullable(held).flatMap(share -> Scalar.parse(share.secretBytes()));
    if (!plan.deals(state.self) || constant.isEmpty()) {
      return new Announcement(ephemeral, null, null);
    }
    Polynomial polynomial = Polynomial.random(constant.get(), plan.threshold(), random);
    secrets.deal(polynomial);
    return new Announcement(
        ephemeral,
        polynomial.commitment(),
        KnowledgeProof.prove(
            polynomial.constant(), Announced.proofContext(plan.session(), state.self), random));
  }

  /** The shares of everybody who announced; empty if this member does not deal. */
  Optional<Dealing> deal(Announced announced) {
    Polynomial polynomial = state.secrets.polynomial();
    if (polynomial == null || !announced.commitments().containsKey(state.self)) {
      return Optional.empty();
    }
    ByteArrayOutputStream ciphertexts = new ByteArrayOutputStream();
    for (Identifier receiver : announced.receivers()) {
      int recipient = plan.participantOf(receiver);
      ciphertexts.writeBytes(
          new PairCipher(plan.session(), Purpose.SHARE, state.self, recipient)
              .encrypt(pairKey(announced, recipient), polynomial.at(receiver)));
    }
    return Optional.of(new Dealing(announced.digest(), Bytes.of(ciphertexts.toByteArray())));
  }

  /** Looks at every share for this member; empty if it receives none. */
  Optional<Complaints> complain(Announced announced, Dealt dealt) {
    if (!receives(announced)) {
      return Optional.empty();
    }
    Complaining judge = new Complaining(plan, announced, dealt);
    List<Complaint> complaints = new ArrayList<>();
    for (int dealer : dealt.dealings().keySet()) {
      Point pairKey = pairKey(announced, dealer);
      if (judge.share(dealer, state.self, pairKey).isEmpty()) {
        complaints.add(
            new Complaint(
                dealer,
                pairKey,
                EqualityProof.prove(
                    ephemeral(),
                    ephemeralOf(announced, dealer),
                    PairCipher.complaintContext(plan.session(), state.self, dealer),
                    random)));
      }
    }
    return Optional.of(new Complaints(dealt.digest(), complaints));
  }

  /** The sum of the qualified dealers' shares; empty if one of them is not there or not right. */
  Optional<Scalar> sum(Announced announced, Dealt dealt, Qualified qualified) {
    if (!receives(announced)) {
      return Optional.empty();
    }
    Complaining judge = new Complaining(plan, announced, dealt);
    List<Scalar> shares = new ArrayList<>();
    for (int dealer : qualified.dealers()) {
      Optional<Scalar> share = judge.share(dealer, state.self, pairKey(announced, dealer));
      if (share.isEmpty()) {
        return Optional.empty();
      }
      shares.add(share.get());
    }
    return Optional.of(qualified.sum(shares));
  }

  /** A helper's point of the polynomial that is the lost share at 0. */
  Opening open(Announced announced, Qualified qualified, Scalar sum) {
    int recipient = plan.repaired();
    return new Opening(
        qualified.transcript(),
        Bytes.of(
            new PairCipher(plan.session(), Purpose.OPENING, state.self, recipient)
                .encrypt(pairKey(announced, recipient), sum)));
  }

  /**
   * The lost share, interpolated at 0 from a threshold of right points; empty as long as there are
   * fewer.
   */
  Optional<Scalar> repaired(Announced announced, Dealt dealt, Qualified qualified) {
    TreeMap<Identifier, Scalar> points = new TreeMap<>();
    Identifier own = plan.receiver(state.self);
    Optional<Scalar> ownPoint = sum(announced, dealt, qualified);
    if (own != null && ownPoint.isPresent()) {
      points.put(own, ownPoint.get());
    }
    state
        .store
        .of(MessageKind.OPENING)
        .forEach((author, contents) ->
            contents.values().stream()
                .flatMap(signed -> opened(announced, qualified, author, signed).stream())
                .findFirst()
                .ifPresent(point -> points.put(Identifier.ofMember(author), point)));
    if (points.size() < plan.threshold()) {
      return Optional.empty();
    }
    return Optional.of(interpolated(points));
  }

  private Scalar interpolated(SortedMap<Identifier, Scalar> points) {
    List<Identifier> places = points.keySet().stream().limit(plan.threshold()).toList();
    List<Scalar> weights = Lagrange.coefficientsAt(Scalar.ZERO, places);
    Scalar sum = Scalar.ZERO;
    int next = 0;
    for (Map.Entry<Identifier, Scalar> point : points.entrySet()) {
      if (next < weights.size()) {
        sum = sum.plus(weights.get(next++).times(point.getValue()));
      }
    }
    return sum;
  }

  private Optional<Scalar> opened(
      Announced announced, Qualified qualified, int helper, SignedMessage signed) {
    Identifier place = plan.receiver(helper);
    if (!(signed.message() instanceof Opening opening)
        || place == null
        || !announced.ephemerals().containsKey(helper)
        || !opening.transcript().equals(qualified.transcript())) {
      return Optional.empty();
    }
    return new PairCipher(plan.session(), Purpose.OPENING, helper, state.self)
        .decrypt(pairKey(announced, helper), opening.ciphertext().toArray())
        .filter(point -> qualified.sharing().matches(place, point));
  }

  private boolean receives(Announced announced) {
    Identifier own = plan.receiver(state.self);
    return own != null
        && announced.receivers().contains(own)
        && state.secrets.ephemeral().isPresent();
  }

  private Point pairKey(Announced announced, int other) {
    return ephemeralOf(announced, other).timesSecret(ephemeral());
  }

  private static Point ephemeralOf(Announced announced, int participant) {
    Point ephemeral = announced.ephemerals().get(participant);
    if (ephemeral == null) {
      throw new IllegalArgumentException("participant " + participant + " did not announce");
    }
    return ephemeral;
  }

  private Scalar ephemeral() {
    return state
        .secrets
        .ephemeral()
        .orElseThrow(() -> new IllegalStateException("the session's secrets were wiped"));
  }
}
