package io.loadline.node.archive;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.agreement.RecordEntry;
import java.util.Arrays;
import java.util.List;

/**
 * The machine's record lines in the signing record. A line's content is its digest followed by the
 * message's bytes; its kind is the number given here, which never changes.
 */
public final class RecordedVotes {
  private final SigningRecord record;
  private final Digest committee;

  public RecordedVotes(SigningRecord record, Digest committee) {
    this.record = record;
    this.committee = committee;
  }

  /**
   * Writes a line durably. {@link IllegalStateException} if it contradicts what was signed before:
   * then this process must say nothing more.
   */
  public void persist(RecordEntry entry) {
    SigningSlot slot =
        new SigningSlot(committee, entry.height(), number(entry.kind()), entry.round());
    switch (record.claim(slot, content(entry))) {
      case SigningClaim.Granted _, SigningClaim.Repeated _ -> {}
      case SigningClaim.Conflict(Bytes before) -> {
        if (isVote(entry.kind()) || !digest(before.toArray()).equals(entry.digest())) {
          throw new IllegalStateException(
              "height=%d round=%d: another %s was signed in this slot before"
                  .formatted(entry.height(), entry.round(), entry.kind()));
        }
      }
      case SigningClaim.Overtaken(int later) ->
          throw new IllegalStateException(
              "height=%d round=%d: a %s of round %d was signed before"
                  .formatted(entry.height(), entry.round(), entry.kind(), later));
      case SigningClaim.Dead(long lowest) ->
          throw new IllegalStateException(
              "height=%d: the signing record starts at height %d"
                  .formatted(entry.height(), lowest));
    }
  }

  /** Votes are slashable byte by byte; of the rest only what it is for must stay the same. */
  private static boolean isVote(RecordEntry.Kind kind) {
    return switch (kind) {
      case OBSERVATION, PROPOSAL, PREPARE, COMMIT, ROUND_CHANGE -> true;
      case VALUE, LOCK, DECIDED, SHARE, COORDINATION -> false;
    };
  }

  /** All lines of a height. */
  public List<RecordEntry> at(long height) {
    return record.signedAt(committee, height).stream().map(RecordedVotes::entry).toList();
  }

  /** The highest height that an earlier life may have voted in, -1 for none. */
  public long highestHeight() {
    long dead = record.lowestHeight(committee) - 1;
    return Math.max(dead, record.highestHeight(committee).orElse(-1L));
  }

  /** Drops the lines of dead heights. */
  public void forgetBelow(long height) {
    record.forgetBelow(committee, height);
  }

  private static byte[] content(RecordEntry entry) {
    byte[] message = entry.bytes().toArray();
    byte[] content = Arrays.copyOf(entry.digest().bytes(), Digest.LENGTH + message.length);
    System.arraycopy(message, 0, content, Digest.LENGTH, message.length);
    return content;
  }

  private static RecordEntry entry(SignedMessage signed) {
    byte[] content = signed.bytes().toArray();
    return new RecordEntry(
        kind(signed.slot().kind()),
        signed.slot().height(),
        signed.slot().round(),
        digest(content),
        Bytes.of(Arrays.copyOfRange(content, Digest.LENGTH, content.length)));
  }

  private static Digest digest(byte[] content) {
    return Digest.of(Arrays.copyOf(content, Digest.LENGTH));
  }

  private static int number(RecordEntry.Kind kind) {
    return switch (kind) {
      case OBSERVATION -> 1;
      case PROPOSAL -> 2;
      case PREPARE -> 3;
      case LOCK -> 4;
      case COMMIT -> 5;
      case ROUND_CHANGE -> 6;
      case DECIDED -> 7;
      case SHARE -> 8;
      case COORDINATION -> 9;
      case VALUE -> 10;
    };
  }

  private static RecordEntry.Kind kind(int number) {
    for (RecordEntry.Kind kind : RecordEntry.Kind.values()) {
      if (number(kind) == number) {
        return kind;
      }
    }
    throw new IllegalStateException("the signing record holds a line of unknown kind " + number);
  }
}
