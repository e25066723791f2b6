package io.loadline.node.round;

import io.loadline.consensus.Address;
import io.loadline.consensus.Committee;
import io.loadline.consensus.message.Evidence;
import io.loadline.consensus.message.EvidencePair;
import io.loadline.node.archive.Archive;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps evidence on disk as it is found. One piece takes a whole stake, so a member gets only so
 * many: who signs everything twice does not fill the disk of those who notice. Loop thread only.
 */
final class EvidenceKeeper {
  static final int PER_MEMBER = 16;

  private static final Logger LOG = LoggerFactory.getLogger(EvidenceKeeper.class);
  private static final int READ_AT_START = 64 * PER_MEMBER;

  private final Committee committee;
  private final Archive archive;
  private final Map<Address, Integer> kept = new HashMap<>();

  EvidenceKeeper(Committee committee, Archive archive) {
    this.committee = committee;
    this.archive = archive;
    for (byte[] piece : archive.evidence(READ_AT_START)) {
      Evidence.parse(piece).ifPresent(known -> kept.merge(known.identity(), 1, Integer::sum));
    }
  }

  /** Keeps a pair of votes, durably; false if it is known or its member has enough already. */
  boolean keep(EvidencePair pair) {
    Evidence evidence = Evidence.of(committee, pair);
    int before = kept.getOrDefault(evidence.identity(), 0);
    if (before >= PER_MEMBER || !archive.addEvidence(evidence.toBytes())) {
      return false;
    }
    kept.put(evidence.identity(), before + 1);
    LOG.warn(
        "height={} round={} evidence of {} against member {} ({}) is kept. See it and take it to"
            + " the registry with: loadline evidence list",
        evidence.height(),
        evidence.round(),
        evidence.offence(),
        pair.member(),
        evidence.identity());
    return true;
  }
}
