package io.loadline.consensus.agreement;

import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Commit;
import io.loadline.consensus.message.Decided;
import io.loadline.consensus.message.Decoding;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.Prepare;
import io.loadline.consensus.message.PreparedCertificate;
import io.loadline.consensus.message.Proposal;
import io.loadline.consensus.message.RoundChange;
import io.loadline.consensus.message.SignedObservation;
import io.loadline.consensus.message.WireMessage;
import io.loadline.consensus.qbft.OwnVotes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the signing record tells a restarted member about one height. */
final class Restored {
  int round;
  OwnVotes cast = OwnVotes.NONE;
  @Nullable SignedObservation observation;
  @Nullable Proposal proposal;
  @Nullable Prepare prepare;
  @Nullable Commit commit;
  @Nullable RoundChange roundChange;
  @Nullable PreparedCertificate lock;
  @Nullable Decided decided;
  final List<ObservationVote> values = new ArrayList<>();
  @Nullable Digest sharesFor;
  int nextAttempt;

  /**
   * Reads the entries of a height.
   *
   * @throws IllegalStateException if an entry cannot be read: to go on would risk a second vote
   */
  Restored(MessageCodec codec, List<RecordEntry> entries) {
    nextAttempt = entries.isEmpty() ? 0 : 1; // An earlier life may have used attempt 0.
    for (RecordEntry entry : entries) {
      read(codec, entry);
    }
    cast =
        new OwnVotes(
            proposal == null ? -1 : proposal.vote().round(),
            prepare == null ? -1 : prepare.vote().round(),
            commit == null ? -1 : commit.vote().round(),
            roundChange == null ? -1 : roundChange.vote().round());
  }

  private void read(MessageCodec codec, RecordEntry entry) {
    switch (entry.kind()) {
      case LOCK ->
          lock =
              newer(lock == null ? -1 : lock.prepares().round(), entry)
                  ? MessageCodec.decodePrepared(entry.bytes()).orElseThrow(() -> unreadable(entry))
                  : lock;
      case VALUE ->
          values.addAll(
              MessageCodec.decodeObservations(entry.bytes()).orElseThrow(() -> unreadable(entry)));
      case SHARE -> sharesFor = entry.digest();
      case COORDINATION -> nextAttempt = Math.max(nextAttempt, entry.round() + 1);
      case OBSERVATION, PROPOSAL, PREPARE, COMMIT, ROUND_CHANGE, DECIDED ->
          read(message(codec, entry), entry);
    }
  }

  private void read(WireMessage message, RecordEntry entry) {
    switch (message) {
      case SignedObservation m when newer(roundOf(observation), entry) -> observation = m;
      case Proposal m when newer(proposal == null ? -1 : proposal.vote().round(), entry) ->
          proposal = m;
      case Prepare m when newer(prepare == null ? -1 : prepare.vote().round(), entry) ->
          prepare = m;
      case Commit m when newer(commit == null ? -1 : commit.vote().round(), entry) -> commit = m;
      case RoundChange m when newer(roundChange == null ? -1 : roundChange.vote().round(), entry) ->
          roundChange = m;
      case Decided m -> decided = m;
      case WireMessage _ -> {}
    }
    if (!(message instanceof Decided)) {
      round = Math.max(round, entry.round());
    }
  }

  private static int roundOf(@Nullable SignedObservation message) {
    return message == null ? -1 : message.vote().round();
  }

  private static boolean newer(int round, RecordEntry entry) {
    return entry.round() > round;
  }

  private static WireMessage message(MessageCodec codec, RecordEntry entry) {
    return switch (codec.decode(entry.bytes().toArray())) {
      case Decoding.Decoded(var message) -> message;
      case Decoding.Refused _ -> throw unreadable(entry);
    };
  }

  private static IllegalStateException unreadable(RecordEntry entry) {
    return new IllegalStateException(
        "The signing record's "
            + entry.kind()
            + " of height "
            + entry.height()
            + " round "
            + entry.round()
            + " cannot be read. Restore the record; without it this node could "
            + "sign twice.");
  }
}
