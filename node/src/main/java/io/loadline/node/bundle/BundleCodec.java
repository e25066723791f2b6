package io.loadline.node.bundle;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.ObservationList;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.consensus.message.ProposalVote;
import io.loadline.node.observation.CertificateCodec;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.cbor.CborReader;
import io.loadline.risk.cbor.CborWriter;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.report.Report;
import io.loadline.risk.rules.Genesis;
import io.loadline.risk.rules.Rules;
import io.loadline.risk.rules.RulesCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The bytes of a round bundle, docs/formats.md section 8. One bundle has one encoding. */
public final class BundleCodec {
  private BundleCodec() {}

  /** The whole file. */
  public static byte[] encode(RoundBundle bundle) {
    Map<BundlePart, byte[]> parts = new EnumMap<>(BundlePart.class);
    for (BundlePart part : BundlePart.values()) {
      parts.put(
          part,
          switch (part) {
            case GENESIS -> bundle.genesis().encode();
            case RULES -> RulesCodec.encode(bundle.rules());
            case COMMITTEE -> CommitteeCodec.encode(bundle.committee());
            case SNAPSHOT -> SnapshotCodec.encode(bundle.snapshot());
            case REPORT -> bundle.report().encode();
            case OBSERVATIONS -> encodeObservations(bundle.observations());
            case PROPOSAL -> encodeProposal(bundle.proposal());
            case COMMITS -> CertificateCodec.encode(bundle.commits());
            case SIGNATURE -> encodeSignature(bundle.signature());
          });
    }
    return BundleFile.write(parts);
  }

  /** Checks form, bounds and hashes; what the parts mean to each other is the verifier's work. */
  public static RoundBundle decode(byte[] file) throws BundleException {
    Map<BundlePart, byte[]> parts = BundleFile.read(file);
    Genesis genesis = part(parts, BundlePart.GENESIS, Genesis::decode);
    Rules rules = part(parts, BundlePart.RULES, RulesCodec::decode);
    FirstKeyCertificate committee = part(parts, BundlePart.COMMITTEE, CommitteeCodec::decode);
    Snapshot snapshot = part(parts, BundlePart.SNAPSHOT, SnapshotCodec::decode);
    Report report = part(parts, BundlePart.REPORT, Report::decode);
    long height = report.height();
    List<ObservationVote> observations =
        part(parts, BundlePart.OBSERVATIONS, bytes -> decodeObservations(bytes, height));
    ProposalVote proposal =
        part(parts, BundlePart.PROPOSAL, bytes -> decodeProposal(bytes, height, observations));
    Certificate commits = part(parts, BundlePart.COMMITS, CertificateCodec::decode);
    GroupSignature signature = part(parts, BundlePart.SIGNATURE, BundleCodec::decodeSignature);
    return new RoundBundle(
        genesis, rules, committee, snapshot, report, observations, proposal, commits, signature);
  }

  private static byte[] encodeObservations(List<ObservationVote> observations) {
    return new CborWriter()
        .list(
            observations,
            (w, vote) ->
                w.array(4)
                    .integer(vote.member())
                    .integer(vote.round())
                    .bytes(vote.body().toArray())
                    .bytes(vote.signature().bytes()))
        .toByteArray();
  }

  private static List<ObservationVote> decodeObservations(byte[] bytes, long height)
      throws CborException {
    CborReader in = new CborReader(bytes);
    List<ObservationVote> votes =
        in.list(item -> {
          item.array(4);
          int member = member(item);
          int round = item.unsignedInt();
          Bytes body = Bytes.of(item.bytes());
          return new ObservationVote(height, round, member, body, signature(item));
        });
    in.end();
    return CborReader.build(
        0,
        () ->
            Limits.rising(
                votes, Comparator.comparingInt(ObservationVote::member), "observing members"));
  }

  private static byte[] encodeProposal(ProposalVote proposal) {
    return new CborWriter()
        .array(5)
        .integer(proposal.member())
        .integer(proposal.round())
        .bytes(proposal.digest().bytes())
        .list(proposal.observations().refs(), (w, ref) -> w.bytes(ref.hash().bytes()))
        .bytes(proposal.signature().bytes())
        .toByteArray();
  }

  /**
   * The members and the round that the proposal's list stands for are those of the observations.
   */
  private static ProposalVote decodeProposal(
      byte[] bytes, long height, List<ObservationVote> observations) throws CborException {
    CborReader in = new CborReader(bytes);
    in.array(5);
    int member = member(in);
    int round = in.unsignedInt();
    Digest digest = Digest.of(in.bytes(Digest.LENGTH));
    int listStart = in.offset();
    List<Digest> hashes = in.list(item -> Digest.of(item.bytes(Digest.LENGTH)));
    RecoverableSignature signature = signature(in);
    in.end();
    if (hashes.isEmpty() || hashes.size() != observations.size()) {
      throw new CborException(
          listStart,
          "lists " + hashes.size() + " observations, the bundle has " + observations.size());
    }
    List<ObservationRef> refs = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      refs.add(new ObservationRef(observations.get(i).member(), hashes.get(i)));
    }
    ObservationList list = new ObservationList(observations.getFirst().round(), refs);
    return new ProposalVote(height, round, member, digest, list, signature);
  }

  private static byte[] encodeSignature(GroupSignature signature) {
    CborWriter out = new CborWriter();
    CommitteeCodec.writeSignature(out, signature);
    return out.toByteArray();
  }

  private static GroupSignature decodeSignature(byte[] bytes) throws CborException {
    CborReader in = new CborReader(bytes);
    GroupSignature signature = CommitteeCodec.readSignature(in);
    in.end();
    return signature;
  }

  private static int member(CborReader in) throws CborException {
    int start = in.offset();
    int member = in.unsignedInt();
    return CborReader.build(start, () -> Limits.index(member, Committee.MAX_MEMBERS, "member"));
  }

  private static RecoverableSignature signature(CborReader in) throws CborException {
    return RecoverableSignature.of(in.bytes(RecoverableSignature.LENGTH));
  }

  @FunctionalInterface
  private interface Decoder<T> {
    T decode(byte[] bytes) throws CborException;
  }

  private static <T> T part(Map<BundlePart, byte[]> parts, BundlePart part, Decoder<T> decoder)
      throws BundleException {
    try {
      byte[] content = parts.getOrDefault(part, new byte[0]);
      return decoder.decode(content);
    } catch (CborException e) {
      throw new BundleException(part.label(), "is not canonical at " + e.getMessage());
    }
  }
}
