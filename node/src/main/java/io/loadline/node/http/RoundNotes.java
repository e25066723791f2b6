package io.loadline.node.http;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What this node remembers of a round beyond its bundle. It is lost when the node stops. */
public interface RoundNotes {
  /** What is known of a round. */
  Optional<Note> at(long height);

  /**
   * A round as this node lived it.
   *
   * @param computedHere false if the round was fetched from another member
   * @param phasesMs milliseconds from seeing the anchor block final to each phase, by its name;
   *     {@code read} and {@code risk} are durations
   * @param submissions this node's own accepted transactions, chain id rising
   */
  record Note(boolean computedHere, SortedMap<String, Long> phasesMs, List<Submitted> submissions) {
    public Note {
      submissions = List.copyOf(submissions);
    }
  }

  /** A transaction by which this node brought the report to a contract. */
  record Submitted(long chainId, String transaction, long blockNumber, long gasUsed) {}
}
