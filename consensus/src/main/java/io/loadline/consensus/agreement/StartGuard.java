package io.loadline.consensus.agreement;

import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Decoding;
import io.loadline.consensus.message.RecallAnswer;
import io.loadline.consensus.message.RecallRequest;
import io.loadline.consensus.message.Vote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * After every start: nothing is signed at a height that an earlier life may have voted in, until a
 * quorum of other members has shown last votes that the signing record holds, or until a later
 * height has come. So a record that was lost, or restored from an old copy, costs a height and no
 * second vote.
 *
 * <p>A member that knows of none of our votes is silent, and so is one that is held itself. What it
 * cannot see: a vote that reached fewer members than those that did not answer. Waiting the height
 * out has no such gap.
 */
final class StartGuard {
  private final Setup setup;
  private final Consumer<Effect> out;
  private final Map<Long, Held> held = new HashMap<>();
  private @Nullable Digest challenge;
  private boolean anyOpened;

  /** Up to here an earlier life may have voted. */
  private long doubtfulUpTo;

  private static final class Held {
    final Set<Digest> recorded;
    final Set<Integer> confirmedBy = new TreeSet<>();
    boolean behind;
    int asked;

    Held(Set<Digest> recorded) {
      this.recorded = recorded;
    }
  }

  StartGuard(Setup setup, Consumer<Effect> out) {
    this.setup = setup;
    this.out = out;
  }

  /** A process begins; the record's highest height, -1 for none, may be ahead of the chain's. */
  void arm(long highestRecorded) {
    byte[] random = new byte[Digest.LENGTH];
    setup.random().fill(random);
    challenge = Digest.of(random);
    doubtfulUpTo = highestRecorded;
  }

  /** Whether nothing may be signed at this height yet; if so, the others are asked. */
  boolean holds(long height, List<RecordEntry> record) {
    if (challenge == null) {
      return false;
    }
    if (!anyOpened) {
      anyOpened = true;
      doubtfulUpTo = Math.max(doubtfulUpTo, height);
    }
    if (height > doubtfulUpTo) {
      return false;
    }
    held.put(height, new Held(votes(record)));
    ask(height);
    return true;
  }

  /** Asks again, if there is a record to be confirmed at all. */
  void ask(long height) {
    Held at = held.get(height);
    Digest asked = challenge;
    if (at != null && asked != null && !at.recorded.isEmpty() && !at.behind) {
      var request = new RecallRequest(height, 0, asked, setup.self(), Voter.UNSIGNED, at.asked++);
      out.accept(new Effect.Broadcast(setup.voter().signed(request)));
    }
  }

  /** Whether this verified answer completes the quorum: then the height may be signed. */
  boolean isReleasedBy(RecallAnswer answer) {
    Held at = held.get(answer.height());
    if (at == null
        || answer.member() != setup.self()
        || !Objects.equals(answer.digest(), challenge)) {
      return false;
    }
    if (!at.recorded.contains(answer.vote())) {
      if (!at.behind) {
        at.behind = true;
        out.accept(new Effect.RecordBehind(answer.height(), answer.round(), answer.sender()));
      }
      return false;
    }
    at.confirmedBy.add(answer.sender());
    if (at.behind || at.confirmedBy.size() < setup.committee().quorum()) {
      return false;
    }
    held.remove(answer.height());
    return true;
  }

  void forget(long height) {
    held.remove(height);
  }

  private Set<Digest> votes(List<RecordEntry> record) {
    Set<Digest> votes = new HashSet<>();
    for (RecordEntry entry : record) {
      if (setup.codec().decode(entry.bytes().toArray()) instanceof Decoding.Decoded(var message)) {
        LastWords.vote(message)
            .map((Vote vote) -> vote.structHash(setup.committee().digest()))
            .ifPresent(votes::add);
      }
    }
    return votes;
  }
}
