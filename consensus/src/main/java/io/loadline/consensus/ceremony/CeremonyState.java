package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.ProtoReader;
import io.loadline.consensus.message.ProtoWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything one member knows of a session, and its stored form: protobuf with every field written
 * in order; one state has one encoding. What was decided is not stored as a result but as the
 * messages it follows from, so that a stored state cannot claim what nobody said.
 */
final class CeremonyState {
  private static final int VERSION = 1;
  private static final int MAX_MESSAGES = 4_096;
  private static final int MAX_DECISION_BYTES = 2 * 1024 * 1024;

  private final Digest session;
  final int self;
  final MessageStore store = new MessageStore();
  final Map<Stage, View> decisions = new EnumMap<>(Stage.class);
  OwnSecrets secrets = OwnSecrets.none();
  Phase phase = Phase.NEW;
  long deadlineMs;
  int waits;
  boolean proposed;
  boolean shareStored;
  int nextAttempt;
  @Nullable AbortReason aborted;

  CeremonyState(Digest session, int self) {
    this.session = session;
    this.self = self;
  }

  /** The own message of a kind, once it was made. */
  @Nullable SignedMessage own(MessageKind kind) {
    return store.first(kind, self);
  }

  /** The stored form. */
  SecretBytes encode() {
    ProtoWriter out =
        new ProtoWriter()
            .uint(1, VERSION)
            .digest(2, session)
            .uint(3, self)
            .uint(4, phase.code())
            .uint(5, deadlineMs)
            .uint(6, waits)
            .bool(7, proposed)
            .bool(8, shareStored)
            .uint(9, nextAttempt)
            .bytes(10, secrets.ephemeralBytes())
            .bytes(11, secrets.polynomialBytes())
            .bytes(12, secrets.shareBytes())
            .uint(13, aborted == null ? 0 : aborted.code());
    for (Stage stage : Stage.values()) {
      View decided = decisions.get(stage);
      if (decided != null) {
        out.message(14, new ProtoWriter().uint(1, stage.height()).bytes(2, decided.encode()));
      }
    }
    List<SignedMessage> messages = store.all();
    messages.forEach(message -> out.message(15, CeremonyCodec.write(message)));
    return new SecretBytes(out.toByteArray());
  }

  /** Reads a stored state of this session and member; empty for any other bytes. */
  static Optional<CeremonyState> decode(Digest session, int self, SecretBytes stored) {
    byte[] bytes = stored.toArray();
    try {
      ProtoReader in = new ProtoReader(bytes);
      CeremonyState state = new CeremonyState(session, self);
      if (in.uint(1, 255) != VERSION || !in.digest(2).equals(session) || in.uint(3, 255) != self) {
        return Optional.empty();
      }
      state.phase = phase(in.uint(4, 255));
      state.deadlineMs = in.uint(5, Long.MAX_VALUE);
      state.waits = in.counter(6);
      state.proposed = in.bool(7);
      state.shareStored = in.bool(8);
      state.nextAttempt = in.counter(9);
      state.secrets =
          CeremonyCodec.required(
              OwnSecrets.parse(in.bytes(10, 0, 32), in.bytes(11, 0, 64 * 32), in.bytes(12, 0, 32)));
      state.aborted = reason(in.uint(13, 255));
      readDecisions(state, in);
      readMessages(state, in);
      in.end();
      return Arrays.equals(state.encode().toArray(), bytes) ? Optional.of(state) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static void readDecisions(CeremonyState state, ProtoReader in) throws IOException {
    while (in.has(14)) {
      ProtoReader decision = new ProtoReader(in.bytes(14, 0, MAX_DECISION_BYTES));
      long height = decision.uint(1, Stage.values().length);
      View view =
          CeremonyCodec.required(
              View.decodeUnion(Bytes.of(decision.bytes(2, 0, MAX_DECISION_BYTES))));
      decision.end();
      for (Stage stage : Stage.values()) {
        if (stage.height() == height) {
          state.decisions.put(stage, view);
        }
      }
    }
  }

  private static void readMessages(CeremonyState state, ProtoReader in) throws IOException {
    int count = 0;
    while (in.has(15)) {
      if (++count > MAX_MESSAGES) {
        throw ProtoReader.malformed("too many messages");
      }
      SignedMessage message = CeremonyCodec.read(in.message(15));
      state.store.want(List.of(message.content())); // Kept once, so it is kept again.
      state.store.add(message);
    }
  }

  private static @Nullable AbortReason reason(long code) throws IOException {
    for (AbortReason reason : AbortReason.values()) {
      if (reason.code() == code) {
        return reason;
      }
    }
    if (code != 0) {
      throw ProtoReader.malformed("unknown reason " + code);
    }
    return null;
  }

  private static Phase phase(long code) throws IOException {
    for (Phase phase : Phase.values()) {
      if (phase.code() == code) {
        return phase;
      }
    }
    throw ProtoReader.malformed("unknown phase " + code);
  }
}
