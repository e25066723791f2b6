package io.loadline.consensus.simulation;

import io.loadline.consensus.simulation.ChangedClasses.Patch;
import io.loadline.consensus.simulation.Faults.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mistakes that others made, or that would be easy to make, put into the shipped source for one
 * simulation. Each is found within the stated number of heights, by seeds from 1 on: with any mix
 * of faults, or with all liars of the one kind that the mistake would let through.
 */
enum PlantedBug {
  /** Two disjoint halves of six can both decide. */
  QUORUM_TWO_F_PLUS_ONE(
      6,
      40,
      null,
      new Patch("Committee.java", "return (2 * size() + 2) / 3;", "return 2 * faults() + 1;")),

  /** The lock is written, but not read after a restart. */
  LOCK_FORGOTTEN(
      4,
      200,
      null,
      new Patch(
          "agreement/Restored.java",
          "? MessageCodec.decodePrepared(entry.bytes()).orElseThrow(() -> unreadable(entry))",
          "? null")),

  /** A restarted process observes as if it never had. */
  OBSERVATION_FORGOTTEN(
      4,
      40,
      null,
      new Patch(
          "agreement/Restored.java",
          "case SignedObservation m when newer(roundOf(observation), entry) ->",
          "case SignedObservation m when entry.round() < 0 ->")),

  /** Nonces follow from the height, so that a new life makes those of the old one again. */
  NONCE_REUSED(
      4,
      1_200,
      null,
      new Patch(
          "roast/RoastSigner.java",
          "this.random = random;",
          "this.random = new java.util.SplittableRandom(height)::nextBytes;")),

  /** One member's round change, said a quorum of times, justifies. */
  DUPLICATE_SENDERS(
      4,
      400,
      Strategy.REPEATED_JUSTIFICATIONS,
      new Patch("qbft/Justifications.java", "index <= last", "index < last"),
      new Patch("message/VoteCodec.java", "if (member <= last)", "if (member < last)")),

  /** A later round's proposal needs no quorum of round changes. */
  UNJUSTIFIED_PROPOSAL(
      4,
      800,
      Strategy.STRIPPED_JUSTIFICATIONS,
      new Patch(
          "qbft/Justifications.java",
          "votes.size() < committee.quorum() || !areMembers(votes, RoundChangeVote::member)",
          "!areMembers(votes, RoundChangeVote::member)")),

  /** A prepared certificate proves a lock of whatever height. */
  FOREIGN_CERTIFICATE(
      4,
      400,
      Strategy.FOREIGN_LOCK,
      new Patch("qbft/Justifications.java", "&& certificate.prepares().height() == height", ""),
      new Patch("qbft/Justifications.java", "&& proposal.height() == height", "")),

  /** The COMMIT leaves before its line is on disk. */
  SENT_BEFORE_DURABLE(
      4,
      4,
      null,
      new Patch(
          "agreement/OwnMessages.java",
          "record(RecordEntry.Kind.COMMIT, message.vote().round(), message.vote().digest(),"
              + " message);",
          "out.accept(new Effect.Broadcast(message));"
              + "record(RecordEntry.Kind.COMMIT, message.vote().round(), message.vote().digest(),"
              + " message);")),

  /** COMMITs of several rounds add up. */
  COMMITS_OF_ALL_ROUNDS(
      4,
      40,
      null,
      new Patch(
          "qbft/Qbft.java", ".computeIfAbsent(vote.round(), _ ->", ".computeIfAbsent(0, _ ->")),

  /** A share for what this node computed, whether or not it was decided. */
  SHARE_BEFORE_DECISION(
      4,
      40,
      null,
      new Patch("roast/RoastSigner.java", "if (decided == null) {", "if (false) {"),
      new Patch("roast/RoastSigner.java", "!Objects.equals(decided, digest) ||", "")),

  /** A member that missed the decision is told nothing. */
  LATE_PEERS_IGNORED(
      4,
      40,
      null,
      new Patch(
          "agreement/Answers.java",
          "if (decision == null || !limit.allows(member, nowMs)) {",
          "if (true) {")),

  /** A member may fill the memory of the others with rounds. */
  UNBOUNDED_ROUNDS(
      4,
      40,
      Strategy.HUGE_ROUNDS,
      new Patch("qbft/Slots.java", "if (rounds.size() > ROUNDS_PER_MEMBER) {", "if (false) {"));

  final int nodes;
  final int heights;
  final @Nullable Strategy liar;

  @SuppressWarnings("ImmutableEnumChecker") // A List.of.
  final List<Patch> patches;

  PlantedBug(int nodes, int heights, @Nullable Strategy liar, Patch... patches) {
    this.nodes = nodes;
    this.heights = heights;
    this.liar = liar;
    this.patches = List.of(patches);
  }
}
