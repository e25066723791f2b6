package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The messages behind a union of views: exactly one per author counts. */
sealed interface Resolution {
  /**
   * All is here.
   *
   * @param single the message of each author that said one thing
   * @param equivocators who said two, proven by messages held here
   */
  record Complete(SortedMap<Integer, SignedMessage> single, SortedSet<Integer> equivocators)
      implements Resolution {}

  /** These contents are not here; nothing can be said about the union before. */
  record Missing(List<Digest> contents) implements Resolution {
    public Missing {
      contents = List.copyOf(contents);
    }
  }

  /** Looks a union up. A hash that no author signed never completes, so nobody decides it. */
  static Resolution of(MessageStore store, MessageKind kind, View union) {
    TreeMap<Integer, SignedMessage> single = new TreeMap<>();
    TreeSet<Integer> equivocators = new TreeSet<>();
    List<Digest> missing = new ArrayList<>();
    union
        .contents()
        .forEach((author, contents) -> {
          SortedMap<Digest, SignedMessage> held = store.of(kind, author);
          SignedMessage first = held.get(contents.first());
          if (contents.size() > 1 && held.size() > 1) {
            equivocators.add(author);
          } else if (contents.size() == 1 && first != null) {
            single.put(author, first);
          } else {
            contents.stream().filter(hash -> !held.containsKey(hash)).forEach(missing::add);
          }
        });
    return missing.isEmpty() ? new Complete(single, equivocators) : new Missing(missing);
  }
}
