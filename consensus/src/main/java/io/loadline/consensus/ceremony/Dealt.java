package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.ceremony.CeremonyMessage.Dealing;
import io.loadline.consensus.ceremony.Culprit.Fault;
import io.loadline.consensus.frost.Identifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The dealings that count. From here on every participant has the same ciphertexts, so every
 * complaint can be decided by anybody and nobody needs to publish a share in the clear.
 *
 * @param digest the decided name of this
 * @param dealings by dealer
 * @param receivers to whom, in the order of the ciphertexts
 */
record Dealt(Digest digest, SortedMap<Integer, Dealing> dealings, List<Identifier> receivers) {

  /** Judges every dealing by its own bytes and what was decided before. */
  static Outcome<Dealt> judge(
      CeremonyPlan plan,
      Announced announced,
      Collection<Culprit> before,
      Resolution.Complete decided) {
    TreeSet<Culprit> culprits = new TreeSet<>(before);
    TreeMap<Integer, SignedMessage> valid = new TreeMap<>();
    TreeMap<Integer, Dealing> dealings = new TreeMap<>();
    for (int dealer : announced.commitments().keySet()) {
      SignedMessage signed = decided.single().get(dealer);
      if (decided.equivocators().contains(dealer)) {
        culprits.add(new Culprit(plan.participants().get(dealer), Fault.EQUIVOCATION));
      } else if (signed == null || !(signed.message() instanceof Dealing dealing)) {
        culprits.add(new Culprit(plan.participants().get(dealer), Fault.ABSENT));
      } else if (!dealing.announcements().equals(announced.digest())
          || dealing.ciphertexts().size() != announced.receivers().size() * PairCipher.LENGTH) {
        culprits.add(new Culprit(plan.participants().get(dealer), Fault.WRONG_DEALING));
      } else {
        valid.put(dealer, signed);
        dealings.put(dealer, dealing);
      }
    }
    Digest digest =
        Outcome.name(Stage.DEALINGS, plan.session(), announced.digest(), valid.values(), culprits);
    return dealings.size() >= plan.leastDealers()
        ? new Outcome.Reached<>(
            digest, List.copyOf(culprits), new Dealt(digest, dealings, announced.receivers()))
        : new Outcome.Failed<>(digest, List.copyOf(culprits), AbortReason.TOO_FEW_DEALT);
  }

  /** What a dealer encrypted for a receiver that announced. */
  byte[] ciphertext(int dealer, Identifier receiver) {
    Dealing dealing = dealings.get(dealer);
    int place = receivers.indexOf(receiver);
    if (dealing == null || place < 0) {
      throw new IllegalArgumentException("no dealing of " + dealer + " for " + receiver);
    }
    int from = place * PairCipher.LENGTH;
    return Arrays.copyOfRange(dealing.ciphertexts().toArray(), from, from + PairCipher.LENGTH);
  }
}
