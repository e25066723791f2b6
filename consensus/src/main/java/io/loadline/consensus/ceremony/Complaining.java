package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.ceremony.CeremonyMessage.Complaints;
import io.loadline.consensus.ceremony.Culprit.Fault;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.PolynomialCommitment;
import io.loadline.consensus.frost.Scalar;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides complaints: who of dealer and complainer lies shows in the public ciphertext. */
final class Complaining {
  private final CeremonyPlan plan;
  private final Announced announced;
  private final Dealt dealt;

  Complaining(CeremonyPlan plan, Announced announced, Dealt dealt) {
    this.plan = plan;
    this.announced = announced;
    this.dealt = dealt;
  }

  /** Who is qualified after these complaints, and what comes out. */
  Outcome<Qualified> judge(Collection<Culprit> before, Resolution.Complete decided) {
    TreeSet<Culprit> culprits = new TreeSet<>(before);
    TreeMap<Integer, SignedMessage> used = new TreeMap<>();
    TreeSet<Integer> out = new TreeSet<>();
    for (int equivocator : decided.equivocators()) {
      convict(equivocator, Fault.EQUIVOCATION, culprits, out);
    }
    decided
        .single()
        .forEach((author, signed) -> {
          if (signed.message() instanceof Complaints complaints && receives(author)) {
            used.put(author, signed);
            if (!complaints.dealings().equals(dealt.digest())) {
              convict(author, Fault.FALSE_COMPLAINT, culprits, out);
            }
          }
        });
    complainersByDealer(used)
        .forEach((dealer, complaints) -> judge(dealer, complaints, culprits, out));
    List<Integer> dealers =
        dealt.dealings().keySet().stream().filter(dealer -> !out.contains(dealer)).toList();
    Digest transcript =
        Outcome.name(Stage.COMPLAINTS, plan.session(), dealt.digest(), used.values(), culprits);
    List<Culprit> named = List.copyOf(culprits);
    if (dealers.size() < plan.leastDealers()) {
      return new Outcome.Failed<>(transcript, named, AbortReason.TOO_FEW_QUALIFIED);
    }
    Optional<Qualified> qualified = Qualified.of(plan, announced, dealers, transcript);
    return qualified.isPresent()
        ? new Outcome.Reached<>(transcript, named, qualified.get())
        : new Outcome.Failed<>(transcript, named, AbortReason.UNUSABLE_KEY);
  }

  /** Whether the decrypted share of a receiver is the one the dealer committed to. */
  Optional<Scalar> share(int dealer, int receiver, Point pairKey) {
    Identifier place = plan.receiver(receiver);
    PolynomialCommitment commitment = announced.commitments().get(dealer);
    if (place == null || commitment == null) {
      return Optional.empty();
    }
    return new PairCipher(plan.session(), PairCipher.Purpose.SHARE, dealer, receiver)
        .decrypt(pairKey, dealt.ciphertext(dealer, place))
        .filter(share -> commitment.matches(place, share));
  }

  private boolean receives(int participant) {
    Identifier place = plan.receiver(participant);
    return place != null && announced.receivers().contains(place);
  }

  private SortedMap<Integer, SortedMap<Integer, Complaint>> complainersByDealer(
      SortedMap<Integer, SignedMessage> used) {
    TreeMap<Integer, SortedMap<Integer, Complaint>> byDealer = new TreeMap<>();
    used.forEach((author, signed) -> {
      if (signed.message() instanceof Complaints complaints
          && complaints.dealings().equals(dealt.digest())) {
        complaints.complaints().stream()
            .filter(complaint -> dealt.dealings().containsKey(complaint.dealer()))
            .forEach(complaint ->
                byDealer
                    .computeIfAbsent(complaint.dealer(), _ -> new TreeMap<>())
                    .put(author, complaint));
      }
    });
    return byDealer;
  }

  private void judge(
      int dealer,
      SortedMap<Integer, Complaint> complaints,
      Set<Culprit> culprits,
      Set<Integer> out) {
    if (complaints.size() >= plan.threshold()) {
      convict(dealer, Fault.MANY_COMPLAINTS, culprits, out);
      return;
    }
    complaints.forEach((complainer, complaint) -> {
      if (isJust(dealer, complainer, complaint)) {
        convict(dealer, Fault.WRONG_SHARE, culprits, out);
      } else {
        convict(complainer, Fault.FALSE_COMPLAINT, culprits, out);
      }
    });
  }

  private boolean isJust(int dealer, int complainer, Complaint complaint) {
    Point complainersKey = announced.ephemerals().get(complainer);
    Point dealersKey = announced.ephemerals().get(dealer);
    return complainersKey != null
        && dealersKey != null
        && complaint
            .proof()
            .verify(
                complainersKey,
                dealersKey,
                complaint.pairKey(),
                PairCipher.complaintContext(plan.session(), complainer, dealer))
        && share(dealer, complainer, complaint.pairKey()).isEmpty();
  }

  private void convict(int participant, Fault fault, Set<Culprit> culprits, Set<Integer> out) {
    culprits.add(new Culprit(plan.participants().get(participant), fault));
    out.add(participant);
  }
}
