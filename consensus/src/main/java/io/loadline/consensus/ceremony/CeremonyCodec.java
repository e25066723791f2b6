package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.ceremony.CeremonyMessage.Announcement;
import io.loadline.consensus.ceremony.CeremonyMessage.Complaints;
import io.loadline.consensus.ceremony.CeremonyMessage.Completion;
import io.loadline.consensus.ceremony.CeremonyMessage.Confirmation;
import io.loadline.consensus.ceremony.CeremonyMessage.Dealing;
import io.loadline.consensus.ceremony.CeremonyMessage.Fetch;
import io.loadline.consensus.ceremony.CeremonyMessage.Opening;
import io.loadline.consensus.ceremony.CeremonyMessage.TestSigning;
import io.loadline.consensus.frost.EqualityProof;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.KnowledgeProof;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.PolynomialCommitment;
import io.loadline.consensus.message.ProtoReader;
import io.loadline.consensus.message.ProtoWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Payloads: protobuf with every field written, in order; 1 kind, 2 author, then the kind's own. One
 * message has one encoding. Points are on the curve and scalars below the order once decoded.
 */
final class CeremonyCodec {
  private static final int MEMBERS = Committee.MAX_MEMBERS;

  private CeremonyCodec() {}

  /** The bytes that are signed. */
  static Bytes payload(int author, CeremonyMessage message) {
    ProtoWriter out = new ProtoWriter().uint(1, message.kind().code()).uint(2, author);
    switch (message) {
      case Announcement m -> announcement(out, m);
      case Dealing m -> out.digest(3, m.announcements()).bytes(4, m.ciphertexts());
      case Complaints m -> complaints(out, m);
      case Opening m -> out.digest(3, m.transcript()).bytes(4, m.ciphertext());
      case Confirmation m -> out.digest(3, m.result()).bytes(4, m.proof().toBytes());
      case TestSigning m -> TestSigningCodec.write(out, m.message());
      case Completion m -> completion(out, m);
      case Fetch m -> m.contents().forEach(content -> out.digest(3, content));
    }
    return Bytes.of(out.toByteArray());
  }

  /** A message with its signature, as it is kept and nested. */
  static ProtoWriter write(SignedMessage message) {
    return new ProtoWriter().bytes(1, message.payload()).signature(2, message.signature());
  }

  /** Reads what {@link #write} wrote; the signature is checked elsewhere. */
  static SignedMessage read(ProtoReader in) throws IOException {
    byte[] payload = in.bytes(1, 0, CeremonyGate.MESSAGE_BYTES);
    RecoverableSignature signature = in.signature(2);
    in.end();
    ProtoReader fields = new ProtoReader(payload);
    MessageKind kind = kind(fields.uint(1, 255));
    int author = (int) fields.uint(2, CeremonyPlan.MAX_PARTICIPANTS - 1L);
    CeremonyMessage message = body(kind, fields);
    fields.end();
    SignedMessage read = SignedMessage.of(author, message, signature);
    if (!read.payload().equals(Bytes.of(payload))) {
      throw ProtoReader.malformed("not the one encoding of its message");
    }
    return read;
  }

  private static CeremonyMessage body(MessageKind kind, ProtoReader in) throws IOException {
    return switch (kind) {
      case ANNOUNCEMENT -> announcement(in);
      case DEALING -> {
        Digest announcements = in.digest(3);
        byte[] ciphertexts = in.bytes(4, PairCipher.LENGTH, MEMBERS * PairCipher.LENGTH);
        if (ciphertexts.length % PairCipher.LENGTH != 0) {
          throw ProtoReader.malformed("half a ciphertext");
        }
        yield new Dealing(announcements, Bytes.of(ciphertexts));
      }
      case COMPLAINTS -> complaints(in);
      case OPENING -> new Opening(in.digest(3), in.bytes(4, PairCipher.LENGTH));
      case CONFIRMATION -> new Confirmation(in.digest(3), proof(in, 4));
      case TEST_SIGNING -> new TestSigning(TestSigningCodec.read(in));
      case COMPLETION -> completion(in);
      case FETCH -> fetch(in);
    };
  }

  private static void announcement(ProtoWriter out, Announcement message) {
    out.bytes(3, message.ephemeral().toBytes());
    PolynomialCommitment commitments = message.commitments();
    KnowledgeProof proof = message.proof();
    if (commitments != null && proof != null) {
      commitments.points().forEach(point -> out.bytes(4, point.toBytes()));
      out.bytes(5, proof.toBytes());
    }
  }

  private static Announcement announcement(ProtoReader in) throws IOException {
    Point ephemeral = point(in, 3);
    List<Point> points = new ArrayList<>();
    while (in.has(4)) {
      points.add(point(in, 4));
      if (points.size() > MEMBERS) {
        throw ProtoReader.malformed("too many commitments");
      }
    }
    return points.isEmpty()
        ? new Announcement(ephemeral, null, null)
        : new Announcement(ephemeral, new PolynomialCommitment(points), proof(in, 5));
  }

  private static void complaints(ProtoWriter out, Complaints message) {
    out.digest(3, message.dealings());
    for (Complaint complaint : message.complaints()) {
      out.message(
          4,
          new ProtoWriter()
              .uint(1, complaint.dealer())
              .bytes(2, complaint.pairKey().toBytes())
              .bytes(3, complaint.proof().toBytes()));
    }
  }

  private static Complaints complaints(ProtoReader in) throws IOException {
    Digest dealings = in.digest(3);
    List<Complaint> complaints = new ArrayList<>();
    int last = -1;
    while (in.has(4)) {
      ProtoReader complaint = in.message(4);
      int dealer = (int) complaint.uint(1, MEMBERS - 1L);
      if (dealer <= last) {
        throw ProtoReader.malformed("dealers must rise");
      }
      last = dealer;
      Point pairKey = point(complaint, 2);
      EqualityProof proof =
          required(EqualityProof.parse(complaint.bytes(3, EqualityProof.LENGTH).toArray()));
      complaint.end();
      complaints.add(new Complaint(dealer, pairKey, proof));
    }
    return new Complaints(dealings, complaints);
  }

  private static void completion(ProtoWriter out, Completion message) {
    message.confirmations().forEach(confirmation -> out.message(3, write(confirmation)));
    GroupSignature signature = message.signature();
    if (signature != null) {
      out.bytes(4, signature.toCompressedBytes());
    }
  }

  private static Completion completion(ProtoReader in) throws IOException {
    List<SignedMessage> confirmations = new ArrayList<>();
    int last = -1;
    while (in.has(3)) {
      SignedMessage confirmation = read(in.message(3));
      if (!(confirmation.message() instanceof Confirmation) || confirmation.author() <= last) {
        throw ProtoReader.malformed("confirmations, authors rising");
      }
      last = confirmation.author();
      confirmations.add(confirmation);
    }
    GroupSignature signature = null;
    if (in.has(4)) {
      signature =
          required(
              GroupSignature.parseCompressed(
                  in.bytes(4, GroupSignature.COMPRESSED_LENGTH).toArray()));
    }
    return new Completion(confirmations, signature);
  }

  private static Fetch fetch(ProtoReader in) throws IOException {
    List<Digest> contents = new ArrayList<>();
    while (in.has(3)) {
      Digest content = in.digest(3);
      if (contents.size() == Fetch.MAXIMUM
          || (!contents.isEmpty() && contents.getLast().compareTo(content) >= 0)) {
        throw ProtoReader.malformed("at most 64 hashes, rising");
      }
      contents.add(content);
    }
    return new Fetch(contents);
  }

  static Point point(ProtoReader in, int field) throws IOException {
    return required(Point.parse(in.bytes(field, Point.LENGTH).toArray()));
  }

  static KnowledgeProof proof(ProtoReader in, int field) throws IOException {
    return required(KnowledgeProof.parse(in.bytes(field, KnowledgeProof.LENGTH).toArray()));
  }

  static <T> T required(Optional<T> parsed) throws IOException {
    if (parsed.isEmpty()) {
      throw ProtoReader.malformed("no point, scalar or proof");
    }
    return parsed.get();
  }

  private static MessageKind kind(long code) throws IOException {
    for (MessageKind kind : MessageKind.values()) {
      if (kind.code() == code) {
        return kind;
      }
    }
    throw ProtoReader.malformed("unknown kind " + code);
  }
}
