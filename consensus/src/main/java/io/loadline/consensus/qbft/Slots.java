package io.loadline.consensus.qbft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One kind of message of one height, one per (member, round). Immutable. Of each member only the
 * highest rounds are kept, so that nobody can push out what others said.
 */
final class Slots<T> {
  private static final int ROUNDS_PER_MEMBER = 8;

  private final SortedMap<Integer, NavigableMap<Integer, T>> byMember;

  private Slots(SortedMap<Integer, NavigableMap<Integer, T>> byMember) {
    this.byMember = Collections.unmodifiableSortedMap(byMember);
  }

  static <T> Slots<T> empty() {
    return new Slots<>(new TreeMap<>());
  }

  Slots<T> with(int member, int round, T message) {
    TreeMap<Integer, T> rounds = new TreeMap<>(of(member));
    rounds.put(round, message);
    if (rounds.size() > ROUNDS_PER_MEMBER) {
      rounds.pollFirstEntry();
    }
    TreeMap<Integer, NavigableMap<Integer, T>> next = new TreeMap<>(byMember);
    next.put(member, Collections.unmodifiableNavigableMap(rounds));
    return new Slots<>(next);
  }

  @Nullable T at(int member, int round) {
    return of(member).get(round);
  }

  /** A member's messages by round. */
  NavigableMap<Integer, T> of(int member) {
    return byMember.getOrDefault(member, Collections.emptyNavigableMap());
  }

  /** All members' messages of a round, in member order. */
  List<T> in(int round) {
    List<T> found = new ArrayList<>();
    for (NavigableMap<Integer, T> rounds : byMember.values()) {
      T message = rounds.get(round);
      if (message != null) {
        found.add(message);
      }
    }
    return found;
  }

  /** Every member's highest round, except one member's. */
  List<Integer> highestRounds(int exceptMember) {
    return byMember.entrySet().stream()
        .filter(entry -> entry.getKey() != exceptMember)
        .map(entry -> entry.getValue().lastKey())
        .toList();
  }

  /** How many messages are held. */
  int size() {
    return byMember.values().stream().mapToInt(NavigableMap::size).sum();
  }
}
