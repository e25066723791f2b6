package io.loadline.consensus.ceremony;

import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import io.loadline.consensus.ceremony.CeremonyMessage.Completion;
import io.loadline.consensus.message.Limits;
import io.loadline.consensus.message.ProtoReader;
import io.loadline.consensus.message.ProtoWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * From bytes to messages whose signatures were checked, and back. Envelope: 1 protocol version, 2
 * session, 3 resend counter (not signed; it gives repeated words fresh bytes for a
 * content-addressed gossip layer), 4 payload, 5 signature. Thread-safe.
 */
public final class CeremonyGate {
  /** Largest message in bytes. */
  public static final int MESSAGE_BYTES = Limits.MESSAGE_BYTES;

  /** What is to be done with bytes from a peer. */
  public sealed interface Verdict {
    /** A message of this session, signed by its author. */
    record Accept(SignedMessage message) implements Verdict {}

    /** Not for this session; nobody's fault. */
    record Ignore(Rejection.Untimely reason) implements Verdict {}

    /** Whoever sent or relayed it is at fault. */
    record Reject(Rejection.Fault reason) implements Verdict {}
  }

  private final CeremonyPlan plan;
  private final CeremonySignatures signatures;

  /** A gate for one session. */
  public CeremonyGate(CeremonyPlan plan) {
    this.plan = plan;
    this.signatures = new CeremonySignatures(plan);
  }

  /**
   * The wire bytes of a message.
   *
   * @param resend how often it was sent before
   */
  public byte[] encode(SignedMessage message, int resend) {
    return new ProtoWriter()
        .uint(1, Limits.PROTOCOL_VERSION)
        .digest(2, plan.session())
        .uint(3, resend)
        .bytes(4, message.payload())
        .signature(5, message.signature())
        .toByteArray();
  }

  /** Decodes within all bounds and checks every signature. */
  public Verdict judge(byte[] bytes) {
    if (bytes.length > MESSAGE_BYTES) {
      return new Verdict.Reject(Rejection.Fault.TOO_LARGE);
    }
    SignedMessage message;
    try {
      ProtoReader in = new ProtoReader(bytes);
      if (in.uint(1, Long.MAX_VALUE) != Limits.PROTOCOL_VERSION) {
        return new Verdict.Ignore(Rejection.Untimely.OTHER_VERSION);
      }
      Digest session = in.digest(2);
      if (!session.equals(plan.session())) {
        return new Verdict.Ignore(Rejection.Untimely.OTHER_SESSION);
      }
      int resend = in.counter(3);
      byte[] payload = in.bytes(4, 0, MESSAGE_BYTES);
      message =
          CeremonyCodec.read(
              new ProtoReader(
                  new ProtoWriter().bytes(1, payload).signature(2, in.signature(5)).toByteArray()));
      in.end();
      if (!Arrays.equals(encode(message, resend), bytes)) {
        return new Verdict.Reject(Rejection.Fault.MALFORMED);
      }
    } catch (IOException _) {
      return new Verdict.Reject(Rejection.Fault.MALFORMED);
    }
    if (message.author() >= plan.participants().size()) {
      return new Verdict.Reject(Rejection.Fault.UNKNOWN_MEMBER);
    }
    return isSigned(message)
        ? new Verdict.Accept(message)
        : new Verdict.Reject(Rejection.Fault.BAD_SIGNATURE);
  }

  private boolean isSigned(SignedMessage message) {
    boolean own = signatures.isByAuthor(message);
    return own
        && (!(message.message() instanceof Completion completion)
            || completion.confirmations().stream().allMatch(signatures::isByAuthor));
  }
}
