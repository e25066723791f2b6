package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Votes, lists and certificates as nested protobuf messages. */
final class VoteCodec {
  private VoteCodec() {}

  static ProtoWriter write(ObservationVote vote) {
    return slot(vote).bytes(4, vote.body()).signature(5, vote.signature());
  }

  static ObservationVote observation(ProtoReader in) throws IOException {
    var vote =
        new ObservationVote(
            in.height(1),
            in.counter(2),
            in.member(3),
            Bytes.of(in.bytes(4, 0, Limits.BODY_BYTES)),
            in.signature(5));
    in.end();
    return vote;
  }

  static ProtoWriter write(ProposalVote vote) {
    return slot(vote)
        .digest(4, vote.digest())
        .message(5, write(vote.observations()))
        .signature(6, vote.signature());
  }

  static ProposalVote proposal(ProtoReader in) throws IOException {
    var vote =
        new ProposalVote(
            in.height(1),
            in.counter(2),
            in.member(3),
            in.digest(4),
            observations(in.message(5)),
            in.signature(6));
    in.end();
    return vote;
  }

  static ProtoWriter write(PrepareVote vote) {
    return slot(vote).digest(4, vote.digest()).signature(5, vote.signature());
  }

  static PrepareVote prepare(ProtoReader in) throws IOException {
    var vote =
        new PrepareVote(in.height(1), in.counter(2), in.member(3), in.digest(4), in.signature(5));
    in.end();
    return vote;
  }

  static ProtoWriter write(CommitVote vote) {
    return slot(vote).digest(4, vote.digest()).signature(5, vote.signature());
  }

  static CommitVote commit(ProtoReader in) throws IOException {
    var vote =
        new CommitVote(in.height(1), in.counter(2), in.member(3), in.digest(4), in.signature(5));
    in.end();
    return vote;
  }

  static ProtoWriter write(RoundChangeVote vote) {
    ProtoWriter out = slot(vote);
    PreparedValue prepared = vote.prepared();
    if (prepared != null) {
      out.uint(4, prepared.round()).digest(5, prepared.digest());
    }
    return out.signature(6, vote.signature());
  }

  static RoundChangeVote roundChange(ProtoReader in) throws IOException {
    long height = in.height(1);
    int round = in.counter(2);
    int member = in.member(3);
    PreparedValue prepared = in.has(4) ? new PreparedValue(in.counter(4), in.digest(5)) : null;
    var vote = new RoundChangeVote(height, round, member, prepared, in.signature(6));
    in.end();
    return vote;
  }

  static ProtoWriter write(Certificate certificate) {
    ProtoWriter out =
        new ProtoWriter()
            .uint(1, certificate.height())
            .uint(2, certificate.round())
            .digest(3, certificate.digest());
    for (MemberSignature vote : certificate.signatures()) {
      out.message(4, new ProtoWriter().uint(1, vote.member()).signature(2, vote.signature()));
    }
    return out;
  }

  static Certificate certificate(ProtoReader in) throws IOException {
    long height = in.height(1);
    int round = in.counter(2);
    Digest digest = in.digest(3);
    List<MemberSignature> signatures = new ArrayList<>();
    int last = -1;
    while (in.has(4)) {
      ProtoReader vote = in.message(4);
      last = rising(last, vote.member(1));
      signatures.add(new MemberSignature(last, vote.signature(2)));
      vote.end();
    }
    in.end();
    return new Certificate(height, round, digest, signatures);
  }

  static ProtoWriter write(PreparedCertificate certificate) {
    return new ProtoWriter()
        .message(1, write(certificate.prepares()))
        .message(2, write(certificate.proposal()));
  }

  static PreparedCertificate prepared(ProtoReader in) throws IOException {
    var certificate = new PreparedCertificate(certificate(in.message(1)), proposal(in.message(2)));
    in.end();
    return certificate;
  }

  static ProtoWriter write(Justification justification) {
    ProtoWriter out = new ProtoWriter();
    for (RoundChangeVote vote : justification.roundChanges()) {
      out.message(1, write(vote));
    }
    PreparedCertificate prepared = justification.prepared();
    if (prepared != null) {
      out.message(2, write(prepared));
    }
    return out;
  }

  static Justification justification(ProtoReader in) throws IOException {
    List<RoundChangeVote> votes = new ArrayList<>();
    int last = -1;
    while (in.has(1)) {
      RoundChangeVote vote = roundChange(in.message(1));
      last = rising(last, vote.member());
      votes.add(vote);
    }
    @Nullable PreparedCertificate prepared = in.has(2) ? prepared(in.message(2)) : null;
    in.end();
    return new Justification(votes, prepared);
  }

  static ProtoWriter write(ObservationList list) {
    ProtoWriter out = new ProtoWriter().uint(1, list.round());
    return writeRefs(out, 2, list.refs());
  }

  static ObservationList observations(ProtoReader in) throws IOException {
    var list = new ObservationList(in.counter(1), refs(in, 2));
    in.end();
    return list;
  }

  static ProtoWriter writeRefs(ProtoWriter out, int field, List<ObservationRef> refs) {
    for (ObservationRef ref : refs) {
      out.message(field, new ProtoWriter().uint(1, ref.member()).digest(2, ref.hash()));
    }
    return out;
  }

  static List<ObservationRef> refs(ProtoReader in, int field) throws IOException {
    List<ObservationRef> refs = new ArrayList<>();
    int last = -1;
    while (in.has(field)) {
      ProtoReader ref = in.message(field);
      last = rising(last, ref.member(1));
      refs.add(new ObservationRef(last, ref.digest(2)));
      ref.end();
    }
    return refs;
  }

  /** Rising order says each member once, and bounds every list by the committee's size. */
  static int rising(int last, int member) throws IOException {
    if (member <= last) {
      throw ProtoReader.malformed("members are not in rising order");
    }
    return member;
  }

  private static ProtoWriter slot(Vote vote) {
    return new ProtoWriter().uint(1, vote.height()).uint(2, vote.round()).uint(3, vote.member());
  }
}
