package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.ceremony.CeremonyMessage.Completion;
import io.loadline.consensus.ceremony.CeremonyMessage.Confirmation;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Identifier;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.RandomBytes;
import io.loadline.consensus.frost.Scalar;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who has its share on disk, and when that is enough. */
final class Confirmations {
  private final CeremonyPlan plan;
  private final Qualified qualified;
  private final Digest result;
  private final Digest test;
  private final SortedMap<Integer, SignedMessage> valid = new TreeMap<>();

  Confirmations(CeremonyPlan plan, Qualified qualified) {
    this.plan = plan;
    this.qualified = qualified;
    this.result = qualified.result(plan);
    this.test =
        new CeremonySignatures(plan)
            .test(qualified.committee().committee().digest(), qualified.transcript());
  }

  /** What the test signature signs. */
  Digest test() {
    return test;
  }

  /** The own confirmation. */
  Confirmation confirm(int self, Scalar share, RandomBytes random) {
    return new Confirmation(result, KnowledgeProof.prove(share, context(self), random));
  }

  /** Takes one; false if it confirms something else or proves nothing. */
  boolean add(SignedMessage signed) {
    if (valid.containsKey(signed.author())) {
      return true;
    }
    if (!isValid(signed)) {
      return false;
    }
    valid.put(signed.author(), signed);
    return true;
  }

  /** The valid ones, authors rising. */
  List<SignedMessage> all() {
    return List.copyOf(valid.values());
  }

  /** The participants that confirmed, rising. */
  List<Integer> authors() {
    return List.copyOf(valid.keySet());
  }

  /** Whether as many confirmed as it takes. */
  boolean enough() {
    return plan.repaired() >= 0
        ? valid.containsKey(plan.repaired())
        : valid.size() >= plan.threshold();
  }

  /** Whether this shows that the ceremony is over. Author signatures were checked before. */
  boolean proves(Completion completion) {
    List<SignedMessage> shown = completion.confirmations();
    GroupSignature signature = completion.signature();
    if (!shown.stream().allMatch(this::add)) {
      return false;
    }
    if (plan.repaired() >= 0) {
      return signature == null
          && shown.stream().map(SignedMessage::author).toList().equals(List.of(plan.repaired()));
    }
    return shown.size() >= plan.threshold()
        && signature != null
        && signature.verify(qualified.committee().group().key(), test.bytes());
  }

  private boolean isValid(SignedMessage signed) {
    Identifier place = plan.receiver(signed.author());
    return place != null
        && (plan.repaired() < 0 || signed.author() == plan.repaired())
        && signed.message() instanceof Confirmation confirmation
        && confirmation.result().equals(result)
        && confirmation
            .proof()
            .verify(qualified.committee().group().publicShare(place), context(signed.author()));
  }

  private byte[] context(int participant) {
    return ByteBuffer.allocate(Digest.LENGTH + Integer.BYTES)
        .put(result.bytes())
        .putInt(participant)
        .array();
  }
}
