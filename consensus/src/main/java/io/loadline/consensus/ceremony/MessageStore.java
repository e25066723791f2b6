package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The signed messages of a session, by kind and author. Of one author and kind at most two are kept
 * unasked, for two already prove equivocation; more only if a decision names them.
 */
final class MessageStore {
  private static final int UNASKED = 2;
  private static final int MAX_WANTED = 4_096;

  private final Map<MessageKind, SortedMap<Integer, SortedMap<Digest, SignedMessage>>> messages =
      new EnumMap<>(MessageKind.class);
  private final TreeSet<Digest> wanted = new TreeSet<>();

  /** By the holder whose newest view names it, so that a liar crowds out nobody else's. */
  private final SortedMap<Integer, TreeSet<Digest>> wantedForViews = new TreeMap<>();

  /** Keeps a message; false if it was here before, or nobody needs it. */
  boolean add(SignedMessage message) {
    SortedMap<Digest, SignedMessage> ofAuthor =
        messages
            .computeIfAbsent(message.message().kind(), _ -> new TreeMap<>())
            .computeIfAbsent(message.author(), _ -> new TreeMap<>());
    boolean asked = wanted.remove(message.content());
    for (TreeSet<Digest> named : wantedForViews.values()) {
      asked |= named.remove(message.content());
    }
    if (ofAuthor.size() >= UNASKED && !asked) {
      return false;
    }
    return ofAuthor.putIfAbsent(message.content(), message) == null;
  }

  /** Names what must be kept when it comes. */
  void want(List<Digest> contents) {
    contents.stream().limit(MAX_WANTED - wanted.size()).forEach(wanted::add);
  }

  /** The same for what a holder's view names; forgets what an earlier view of it named. */
  void wantFor(int holder, List<Digest> contents) {
    wantedForViews.put(holder, new TreeSet<>(contents));
  }

  /** What was named and did not come yet, rising. */
  List<Digest> wanted() {
    TreeSet<Digest> all = new TreeSet<>(wanted);
    wantedForViews.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  /** All messages of a kind by author. */
  SortedMap<Integer, SortedMap<Digest, SignedMessage>> of(MessageKind kind) {
    return messages.getOrDefault(kind, new TreeMap<>());
  }

  /** An author's messages of a kind, by content. */
  SortedMap<Digest, SignedMessage> of(MessageKind kind, int author) {
    return of(kind).getOrDefault(author, new TreeMap<>());
  }

  /** An author's message of a kind; the first by content if it said two things. */
  @Nullable SignedMessage first(MessageKind kind, int author) {
    SortedMap<Digest, SignedMessage> found = of(kind, author);
    return found.isEmpty() ? null : found.get(found.firstKey());
  }

  /** The message with this content. */
  @Nullable SignedMessage find(Digest content) {
    for (var authors : messages.values()) {
      for (var contents : authors.values()) {
        SignedMessage found = contents.get(content);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Everything, in a defined order. */
  List<SignedMessage> all() {
    List<SignedMessage> all = new ArrayList<>();
    messages
        .values()
        .forEach(authors -> authors.values().forEach(contents -> all.addAll(contents.values())));
    return all;
  }

  /** What this member has seen of a kind. */
  View view(MessageKind kind) {
    View view = new View();
    of(kind)
        .forEach((author, contents) -> contents.keySet().forEach(hash -> view.add(author, hash)));
    return view;
  }
}
