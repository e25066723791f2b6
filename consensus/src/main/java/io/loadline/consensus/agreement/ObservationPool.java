package io.loadline.consensus.agreement;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.Rejection.Fault;
import io.loadline.consensus.Rejection.Untimely;
import io.loadline.consensus.message.EvidencePair;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.ObservationVote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one height. Per (round, member) the first one, and beside it another one only
 * if a proposal names it; per member a few rounds.
 */
final class ObservationPool {
  private static final int ROUNDS_PER_MEMBER = 6;

  private final Digest committee;
  private final Map<Integer, TreeMap<Integer, Held>> byMember = new TreeMap<>();

  private record Held(ObservationVote first, @Nullable ObservationVote named) {}

  /** What became of an observation. */
  record Added(Optional<Rejection> rejection, Optional<EvidencePair> evidence) {
    static final Added NEW = new Added(Optional.empty(), Optional.empty());
  }

  ObservationPool(Digest committee) {
    this.committee = committee;
  }

  /**
   * Takes a verified observation.
   *
   * @param pinned rounds that are needed and are never dropped
   * @param named whether a proposal names exactly this observation
   */
  Added add(ObservationVote vote, Set<Integer> pinned, boolean named) {
    TreeMap<Integer, Held> rounds = byMember.computeIfAbsent(vote.member(), _ -> new TreeMap<>());
    Held held = rounds.get(vote.round());
    if (held == null) {
      rounds.put(vote.round(), new Held(vote, null));
      return makeRoom(rounds, pinned, vote.round())
          ? Added.NEW
          : new Added(Optional.of(Untimely.LIMIT_REACHED), Optional.empty());
    }
    if (held.first.body().equals(vote.body())) {
      return new Added(Optional.of(Untimely.DUPLICATE), Optional.empty());
    }
    if (named) {
      rounds.put(vote.round(), new Held(held.first, vote));
    }
    return new Added(
        named ? Optional.empty() : Optional.of(Fault.EQUIVOCATION),
        Optional.of(new EvidencePair(EvidencePair.Offence.DOUBLE_VOTE, held.first, vote)));
  }

  /** How many members' observations of a round are here. */
  int count(int round) {
    return (int) byMember.values().stream().filter(rounds -> rounds.containsKey(round)).count();
  }

  /** How many observations are held. */
  int size() {
    return byMember.values().stream()
        .flatMap(rounds -> rounds.values().stream())
        .mapToInt(held -> held.named == null ? 1 : 2)
        .sum();
  }

  /** Everything held of a round, as a list to propose. */
  ObservationList list(int round) {
    List<ObservationRef> refs = new ArrayList<>();
    byMember.forEach((member, rounds) -> {
      Held held = rounds.get(round);
      if (held != null) {
        refs.add(new ObservationRef(member, hash(held.first)));
      }
    });
    return new ObservationList(round, refs);
  }

  /** The observations of a list, in its order, as far as they are here. */
  List<ObservationVote> found(ObservationList list) {
    return list.refs().stream()
        .map(ref -> find(list.round(), ref))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What of a list is not here. */
  List<ObservationRef> missing(ObservationList list) {
    return list.refs().stream().filter(ref -> find(list.round(), ref).isEmpty()).toList();
  }

  Optional<ObservationVote> find(int round, ObservationRef ref) {
    Held held = byMember.getOrDefault(ref.member(), new TreeMap<>()).get(round);
    if (held == null) {
      return Optional.empty();
    }
    ObservationVote named = held.named;
    if (named != null && hash(named).equals(ref.hash())) {
      return Optional.of(named);
    }
    return hash(held.first).equals(ref.hash()) ? Optional.of(held.first) : Optional.empty();
  }

  /** The hash a proposal names an observation by. */
  Digest hash(ObservationVote vote) {
    return vote.structHash(committee);
  }

  /** Drops the oldest unpinned round beyond the bound; false if that was the new one. */
  private static boolean makeRoom(SortedMap<Integer, Held> rounds, Set<Integer> pinned, int added) {
    List<Integer> unpinned =
        rounds.keySet().stream().filter(round -> !pinned.contains(round)).toList();
    if (unpinned.size() <= ROUNDS_PER_MEMBER) {
      return true;
    }
    rounds.remove(unpinned.getFirst());
    return unpinned.getFirst() != added;
  }
}
