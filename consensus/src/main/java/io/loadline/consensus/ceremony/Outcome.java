package io.loadline.consensus.ceremony;

import io.loadline.consensus.AbiWords;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Keccak;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** What one stage's decided messages lead to: a pure function of them, equal for everybody. */
sealed interface Outcome<T> {
  /** What the holders vote on. */
  Digest digest();

  /** Who failed so far, earlier stages included; rising. */
  List<Culprit> culprits();

  /** The ceremony goes on. */
  record Reached<T>(Digest digest, List<Culprit> culprits, T value) implements Outcome<T> {
    public Reached {
      culprits = List.copyOf(culprits);
    }
  }

  /** The ceremony is over. */
  record Failed<T>(Digest digest, List<Culprit> culprits, AbortReason reason)
      implements Outcome<T> {
    public Failed {
      culprits = List.copyOf(culprits);
    }
  }

  /** The name of an outcome: stage, session, what came before, what was used, who failed. */
  static Digest name(
      Stage stage,
      Digest session,
      Digest before,
      Collection<SignedMessage> used,
      Collection<Culprit> culprits) {
    AbiWords words =
        new AbiWords()
            .word(Keccak.hash(("Loadline ceremony " + stage).getBytes(StandardCharsets.US_ASCII)))
            .word(session)
            .word(before)
            .uint(used.size());
    used.forEach(message -> words.uint(message.author()).word(message.content()));
    words.uint(culprits.size());
    culprits.forEach(culprit -> words.address(culprit.identity()).uint(culprit.fault().code()));
    return words.keccak();
  }
}
