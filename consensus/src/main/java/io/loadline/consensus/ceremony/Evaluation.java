package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import java.util.List;

/** What a list of views leads to, as far as this member can tell. */
public sealed interface Evaluation {
  /** To this digest. A member votes for no other. */
  record Leads(Digest digest) implements Evaluation {}

  /** Not known yet: an earlier stage is open, or these messages are being fetched. */
  record Unknown(List<Digest> missing) implements Evaluation {
    public Unknown {
      missing = List.copyOf(missing);
    }
  }

  /** No views, or not of a quorum: whoever proposes them breaks the rules. */
  record Refused() implements Evaluation {}
}
