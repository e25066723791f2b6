package io.loadline.consensus.agreement;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.PreparedValue;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This member's own votes of one height: each is written to the signing record, then sent, then
 * kept to be said again.
 */
final class OwnMessages {
  private static final Digest NONE = Digest.of(new byte[Digest.LENGTH]);

  private final MessageCodec codec;
  private final long height;
  private final Consumer<Effect> out;
  private final Set<ObservationList> remembered = new HashSet<>();
  @Nullable SignedObservation observation;
  @Nullable Proposal proposal;
  @Nullable Prepare prepare;
  @Nullable Commit commit;
  @Nullable RoundChange roundChange;

  OwnMessages(MessageCodec codec, long height, Consumer<Effect> out) {
    this.codec = codec;
    this.height = height;
    this.out = out;
  }

  void send(SignedObservation message) {
    observation = message;
    var vote = message.vote();
    record(RecordEntry.Kind.OBSERVATION, vote.round(), vote.body().keccak(), message);
    out.accept(new Effect.Broadcast(message));
  }

  void send(Proposal message) {
    proposal = message;
    var vote = message.vote();
    record(RecordEntry.Kind.PROPOSAL, vote.round(), vote.digest(), message);
    out.accept(new Effect.Broadcast(message));
  }

  void send(Prepare message) {
    prepare = message;
    record(RecordEntry.Kind.PREPARE, message.vote().round(), message.vote().digest(), message);
    out.accept(new Effect.Broadcast(message));
  }

  void send(Commit message) {
    commit = message;
    record(RecordEntry.Kind.COMMIT, message.vote().round(), message.vote().digest(), message);
    out.accept(new Effect.Broadcast(message));
  }

  void send(RoundChange message) {
    roundChange = message;
    PreparedValue prepared = message.vote().prepared();
    record(
        RecordEntry.Kind.ROUND_CHANGE,
        message.vote().round(),
        prepared == null ? NONE : prepared.digest(),
        message);
    out.accept(new Effect.Broadcast(message));
  }

  /** What a PREPARE rests on is remembered before it is sent, once however often it returns. */
  void remember(int round, Digest digest, ObservationList list, List<ObservationVote> votes) {
    if (remembered.add(list)) {
      persist(
          new RecordEntry(
              RecordEntry.Kind.VALUE, height, round, digest, MessageCodec.encode(votes)));
    }
  }

  /** A lock is remembered, not sent. */
  void remember(PreparedCertificate lock) {
    persist(
        new RecordEntry(
            RecordEntry.Kind.LOCK,
            lock.prepares().height(),
            lock.prepares().round(),
            lock.prepares().digest(),
            MessageCodec.encode(lock)));
  }

  /** A decision is remembered, and sent only to those who ask. */
  void remember(Decided decided) {
    record(
        RecordEntry.Kind.DECIDED,
        decided.certificate().round(),
        decided.certificate().digest(),
        decided);
  }

  /** Says the votes of the current round again, as far as they still matter. */
  void resend(int round, boolean proposalSeen, int times) {
    if (!proposalSeen && observation != null && observation.vote().round() == round) {
      repeat(observation, times);
    }
    if (roundChange != null && roundChange.vote().round() == round && !isPrepared(round)) {
      repeat(roundChange, times);
    }
    if (proposal != null && proposal.vote().round() == round) {
      repeat(proposal, times);
    }
    if (prepare != null && isPrepared(round)) {
      repeat(prepare, times);
    }
    if (commit != null && commit.vote().round() == round) {
      repeat(commit, times);
    }
  }

  private boolean isPrepared(int round) {
    return prepare != null && prepare.vote().round() == round;
  }

  private void repeat(WireMessage message, int times) {
    out.accept(new Effect.Broadcast(message.withResend(times)));
  }

  private void record(RecordEntry.Kind kind, int round, Digest digest, WireMessage message) {
    persist(
        new RecordEntry(kind, message.height(), round, digest, Bytes.of(codec.encode(message))));
  }

  private void persist(RecordEntry entry) {
    out.accept(new Effect.Persist(entry));
  }
}
