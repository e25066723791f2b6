package io.loadline.consensus.ceremony;

import io.loadline.consensus.Address;
import io.loadline.consensus.Digest;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.Culprit.Fault;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.PolynomialCommitment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The announcements that count.
 *
 * @param digest the decided name of this
 * @param ephemerals who takes part, with which key
 * @param commitments the dealers' commitments
 * @param receivers who gets encrypted shares, rising
 */
record Announced(
    Digest digest,
    SortedMap<Integer, Point> ephemerals,
    SortedMap<Integer, PolynomialCommitment> commitments,
    List<Identifier> receivers) {

  /** What a dealer's proof of possession is bound to: no proof serves in another session. */
  static byte[] proofContext(Digest session, int participant) {
    return ByteBuffer.allocate(Digest.LENGTH + Integer.BYTES)
        .put(session.bytes())
        .putInt(participant)
        .array();
  }

  /** Judges every announcement by its own bytes and the plan. */
  static Outcome<Announced> judge(CeremonyPlan plan, Resolution.Complete decided) {
    TreeSet<Culprit> culprits = new TreeSet<>();
    TreeMap<Integer, SignedMessage> valid = new TreeMap<>();
    for (int participant = 0; participant < plan.participants().size(); participant++) {
      SignedMessage signed = decided.single().get(participant);
      Fault fault = decided.equivocators().contains(participant) ? Fault.EQUIVOCATION : null;
      if (fault == null) {
        fault =
            signed != null && signed.message() instanceof Announcement announcement
                ? fault(plan, participant, announcement)
                : Fault.ABSENT;
      }
      if (fault != null) {
        culprits.add(new Culprit(plan.participants().get(participant), fault));
      } else if (signed != null) {
        valid.put(participant, signed);
      }
    }
    dropEqualSecrets(plan, valid, culprits);
    Digest digest =
        Outcome.name(Stage.ANNOUNCEMENTS, plan.session(), plan.session(), valid.values(), culprits);
    Announced announced = of(plan, digest, valid);
    boolean enough =
        announced.commitments.size() >= plan.leastDealers()
            && announced.receivers.size() >= plan.threshold()
            && (plan.repaired() < 0 || announced.ephemerals.containsKey(plan.repaired()));
    return enough
        ? new Outcome.Reached<>(digest, List.copyOf(culprits), announced)
        : new Outcome.Failed<>(digest, List.copyOf(culprits), AbortReason.TOO_FEW_ANNOUNCED);
  }

  private static Announced of(
      CeremonyPlan plan, Digest digest, SortedMap<Integer, SignedMessage> valid) {
    TreeMap<Integer, Point> ephemerals = new TreeMap<>();
    TreeMap<Integer, PolynomialCommitment> commitments = new TreeMap<>();
    TreeSet<Identifier> receivers = new TreeSet<>();
    valid.forEach((participant, signed) -> {
      if (signed.message() instanceof Announcement announcement) {
        ephemerals.put(participant, announcement.ephemeral());
        if (announcement.commitments() != null) {
          commitments.put(participant, announcement.commitments());
        }
        Identifier receiver = plan.receiver(participant);
        if (receiver != null) {
          receivers.add(receiver);
        }
      }
    });
    return new Announced(digest, ephemerals, commitments, List.copyOf(receivers));
  }

  private static @Nullable Fault fault(
      CeremonyPlan plan, int participant, Announcement announcement) {
    PolynomialCommitment commitments = announcement.commitments();
    KnowledgeProof proof = announcement.proof();
    if (commitments == null || proof == null) {
      // A holder that lost its share may still receive; who makes a key must deal.
      return plan.kind() == CeremonyKind.GENERATE ? Fault.WRONG_ROLE : null;
    }
    if (!plan.deals(participant)) {
      return Fault.WRONG_ROLE;
    }
    if (commitments.points().size() != plan.threshold()) {
      return Fault.COMMITMENT_COUNT;
    }
    if (!proof.verify(commitments.constant(), proofContext(plan.session(), participant))) {
      return Fault.WRONG_PROOF;
    }
    InstalledCommittee installed = plan.installed();
    if (installed != null
        && !commitments
            .constant()
            .equals(installed.group().publicShare(Identifier.ofMember(participant)))) {
      return Fault.OTHER_SECRET;
    }
    return null;
  }

  private static void dropEqualSecrets(
      CeremonyPlan plan, SortedMap<Integer, SignedMessage> valid, TreeSet<Culprit> culprits) {
    TreeMap<String, List<Integer>> bySecret = new TreeMap<>();
    for (Map.Entry<Integer, SignedMessage> entry : valid.entrySet()) {
      if (entry.getValue().message() instanceof Announcement announcement
          && announcement.commitments() != null) {
        bySecret
            .computeIfAbsent(
                announcement.commitments().constant().toString(), _ -> new ArrayList<>())
            .add(entry.getKey());
      }
    }
    for (List<Integer> equal : bySecret.values()) {
      if (equal.size() > 1) {
        for (int participant : equal) {
          Address identity = plan.participants().get(participant);
          culprits.add(new Culprit(identity, Fault.SAME_SECRET));
          valid.remove(participant);
        }
      }
    }
  }
}
