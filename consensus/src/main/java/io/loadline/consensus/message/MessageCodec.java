package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The wire form of messages: protobuf with every field written, in order. One message has one
 * encoding; decoding refuses any other bytes. Thread-safe.
 *
 * <p>Envelope: 1 protocol version, 2 committee digest, 3 resend counter, then one body whose field
 * number names its kind.
 */
public final class MessageCodec {
  private static final int OBSERVATION = 10;
  private static final int PROPOSAL = 11;
  private static final int PREPARE = 12;
  private static final int COMMIT = 13;
  private static final int ROUND_CHANGE = 14;
  private static final int DECIDED = 15;
  private static final int SIGNING = 16;
  private static final int SIGNED_REPORT = 17;

  private final Digest committee;

  /** A codec for the messages of one committee. */
  public MessageCodec(Digest committee) {
    this.committee = committee;
  }

  /** The bytes whose hash a threshold-signing message's signature covers. */
  public static Bytes payload(SigningMessage message) {
    return Bytes.of(SigningCodec.payload(message).toByteArray());
  }

  /** The wire bytes of a message. */
  public byte[] encode(WireMessage message) {
    ProtoWriter out =
        new ProtoWriter()
            .uint(1, Limits.PROTOCOL_VERSION)
            .digest(2, committee)
            .uint(3, message.resend());
    switch (message) {
      case SignedObservation m -> out.message(OBSERVATION, VoteCodec.write(m.vote()));
      case Proposal m -> out.message(PROPOSAL, proposal(m));
      case Prepare m -> out.message(PREPARE, VoteCodec.write(m.vote()));
      case Commit m -> out.message(COMMIT, commit(m));
      case RoundChange m -> out.message(ROUND_CHANGE, roundChange(m));
      case Decided m -> out.message(DECIDED, decided(m));
      case SigningMessage m -> out.message(SIGNING, SigningCodec.write(m));
      case SignedReport m -> out.message(SIGNED_REPORT, report(m));
    }
    return out.toByteArray();
  }

  /** The bytes of a prepared certificate, for the signing record. */
  public static Bytes encode(PreparedCertificate certificate) {
    return Bytes.of(VoteCodec.write(certificate).toByteArray());
  }

  /** Reads a prepared certificate from the signing record; empty if these bytes are none. */
  public static Optional<PreparedCertificate> decodePrepared(Bytes bytes) {
    try {
      return Optional.of(VoteCodec.prepared(new ProtoReader(bytes.toArray())));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The bytes of whole observations, for the signing record. */
  public static Bytes encode(List<ObservationVote> observations) {
    ProtoWriter out = new ProtoWriter();
    observations.forEach(vote -> out.message(1, VoteCodec.write(vote)));
    return Bytes.of(out.toByteArray());
  }

  /** Reads observations from the signing record; empty if these bytes are none. */
  public static Optional<List<ObservationVote>> decodeObservations(Bytes bytes) {
    try {
      ProtoReader in = new ProtoReader(bytes.toArray());
      List<ObservationVote> observations = new ArrayList<>();
      while (in.has(1)) {
        observations.add(VoteCodec.observation(in.message(1)));
      }
      in.end();
      return Optional.of(observations);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Reads a message within all bounds; signatures are checked elsewhere. */
  public Decoding decode(byte[] bytes) {
    if (bytes.length > Limits.MESSAGE_BYTES) {
      return new Decoding.Refused(Rejection.Fault.TOO_LARGE);
    }
    try {
      ProtoReader in = new ProtoReader(bytes);
      if (in.uint(1, Long.MAX_VALUE) != Limits.PROTOCOL_VERSION) {
        return new Decoding.Refused(Rejection.Untimely.OTHER_VERSION);
      }
      if (!in.digest(2).equals(committee)) {
        return new Decoding.Refused(Rejection.Untimely.OTHER_COMMITTEE);
      }
      WireMessage message = body(in, in.counter(3));
      in.end();
      // What is not the one encoding of its message would be a second name for it in gossip.
      return Arrays.equals(encode(message), bytes)
          ? new Decoding.Decoded(message)
          : new Decoding.Refused(Rejection.Fault.MALFORMED);
    } catch (IOException _) {
      return new Decoding.Refused(Rejection.Fault.MALFORMED);
    }
  }

  private static WireMessage body(ProtoReader in, int resend) throws IOException {
    int kind = in.nextField();
    return switch (kind) {
      case OBSERVATION -> new SignedObservation(VoteCodec.observation(in.message(kind)), resend);
      case PROPOSAL -> proposal(in.message(kind), resend);
      case PREPARE -> new Prepare(VoteCodec.prepare(in.message(kind)), resend);
      case COMMIT -> commit(in.message(kind), resend);
      case ROUND_CHANGE -> roundChange(in.message(kind), resend);
      case DECIDED -> decided(in.message(kind), resend);
      case SIGNING -> SigningCodec.read(in.message(kind), resend);
      case SIGNED_REPORT -> report(in.message(kind), resend);
      default -> throw ProtoReader.malformed("unknown kind " + kind);
    };
  }

  private static ProtoWriter proposal(Proposal message) {
    ProtoWriter out = new ProtoWriter().message(1, VoteCodec.write(message.vote()));
    Justification justification = message.justification();
    return justification == null ? out : out.message(2, VoteCodec.write(justification));
  }

  private static Proposal proposal(ProtoReader in, int resend) throws IOException {
    ProposalVote vote = VoteCodec.proposal(in.message(1));
    Justification justification = in.has(2) ? VoteCodec.justification(in.message(2)) : null;
    in.end();
    return new Proposal(vote, justification, resend);
  }

  private static ProtoWriter commit(Commit message) {
    return new ProtoWriter()
        .message(1, VoteCodec.write(message.vote()))
        .message(2, SigningCodec.write(message.nonces()));
  }

  private static Commit commit(ProtoReader in, int resend) throws IOException {
    CommitVote vote = VoteCodec.commit(in.message(1));
    if (!(SigningCodec.read(in.message(2), 0) instanceof NonceOffer nonces)) {
      throw ProtoReader.malformed("a commit carries a nonce offer");
    }
    in.end();
    return new Commit(vote, nonces, resend);
  }

  private static ProtoWriter roundChange(RoundChange message) {
    ProtoWriter out = new ProtoWriter().message(1, VoteCodec.write(message.vote()));
    PreparedCertificate certificate = message.certificate();
    return certificate == null ? out : out.message(2, VoteCodec.write(certificate));
  }

  private static RoundChange roundChange(ProtoReader in, int resend) throws IOException {
    RoundChangeVote vote = VoteCodec.roundChange(in.message(1));
    PreparedCertificate certificate = in.has(2) ? VoteCodec.prepared(in.message(2)) : null;
    in.end();
    return new RoundChange(vote, certificate, resend);
  }

  private static ProtoWriter decided(Decided message) {
    ProtoWriter out = new ProtoWriter().message(1, VoteCodec.write(message.certificate()));
    ProposalVote proposal = message.proposal();
    return proposal == null ? out : out.message(2, VoteCodec.write(proposal));
  }

  private static Decided decided(ProtoReader in, int resend) throws IOException {
    Certificate certificate = VoteCodec.certificate(in.message(1));
    ProposalVote proposal = in.has(2) ? VoteCodec.proposal(in.message(2)) : null;
    in.end();
    return new Decided(certificate, proposal, resend);
  }

  private static ProtoWriter report(SignedReport message) {
    return new ProtoWriter()
        .uint(1, message.height())
        .digest(2, message.digest())
        .bytes(3, message.report())
        .message(4, VoteCodec.write(message.certificate()))
        .bytes(5, message.groupSignature());
  }

  private static SignedReport report(ProtoReader in, int resend) throws IOException {
    var report =
        new SignedReport(
            in.height(1),
            in.digest(2),
            Bytes.of(in.bytes(3, 0, Limits.REPORT_BYTES)),
            VoteCodec.certificate(in.message(4)),
            in.bytes(5, Limits.GROUP_SIGNATURE_BYTES),
            resend);
    in.end();
    return report;
  }
}
