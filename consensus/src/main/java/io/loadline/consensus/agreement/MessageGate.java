package io.loadline.consensus.agreement;

import io.loadline.consensus.Rejection;
import io.loadline.consensus.message.Decoding;
import io.loadline.consensus.message.MessageCodec;
import io.loadline.consensus.message.WireMessage;
import java.util.Optional;

/**
 * Judges bytes from the network before they are relayed: what is provably wrong is rejected, what
 * is only not useful now is ignored. Thread-safe.
 */
public final class MessageGate {
  private final MessageCodec codec;
  private final MessageVerifier verifier;

  /** The heights messages are wanted for, both ends included. */
  public record HeightWindow(long lowest, long highest) {}

  /** What is to happen to a message. */
  public sealed interface Verdict {
    /** Relay it, and hand it to the machine. */
    record Accept(WireMessage message) implements Verdict {}

    /** Drop it; its sender may be honest. */
    record Ignore(Rejection.Untimely reason) implements Verdict {}

    /** Drop it and hold it against the peer that sent it. */
    record Reject(Rejection.Fault reason) implements Verdict {}
  }

  /** A gate for the messages of the verifier's committee. */
  public MessageGate(MessageVerifier verifier) {
    this.codec = new MessageCodec(verifier.committee().digest());
    this.verifier = verifier;
  }

  /** Judges one message. The cheap questions come first. */
  public Verdict judge(byte[] bytes, HeightWindow wanted) {
    return switch (codec.decode(bytes)) {
      case Decoding.Refused(var reason) -> refuse(reason);
      case Decoding.Decoded(var message) -> judge(message, wanted);
    };
  }

  private Verdict judge(WireMessage message, HeightWindow wanted) {
    if (message.height() < wanted.lowest() || message.height() > wanted.highest()) {
      return refuse(Rejection.Untimely.HEIGHT_NOT_OPEN);
    }
    Optional<Rejection> objection = verifier.objection(message);
    return objection.isPresent() ? refuse(objection.get()) : new Verdict.Accept(message);
  }

  private static Verdict refuse(Rejection reason) {
    return switch (reason) {
      case Rejection.Fault fault -> new Verdict.Reject(fault);
      case Rejection.Untimely untimely -> new Verdict.Ignore(untimely);
    };
  }
}
