package io.loadline.node.bundle;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.message.Eip712;
import io.loadline.consensus.message.ObservationRef;
import io.loadline.consensus.message.ObservationVote;
import io.loadline.node.observation.CommitCertificates;
import io.loadline.node.observation.ObservationBody;
import io.loadline.node.observation.ObservationCodec;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.cbor.CborException;
import io.loadline.risk.portfolio.Pin;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.portfolio.SnapshotCodec;
import io.loadline.risk.report.Leaf;
import io.loadline.risk.report.MerkleTree;
import io.loadline.risk.report.Report;
import io.loadline.risk.rules.RulesCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a bundle from the genesis to the group signature: who may sign, what they signed, and
 * that the snapshot rests on what they observed. Needs no network and trusts nothing but the
 * genesis; whether the report follows from the snapshot is the replayer's question.
 */
public final class BundleVerifier {
  private final RoundBundle bundle;
  private final Bytes32 networkId;
  private final Committee committee;
  private final Eip712 domain;

  private BundleVerifier(RoundBundle bundle) {
    this.bundle = bundle;
    this.networkId = bundle.genesis().networkId();
    this.committee = bundle.committee().committee(networkId);
    this.domain = new Eip712(committee);
  }

  /** Verifies a file of any origin. */
  public static Verification verify(byte[] file) {
    try {
      return verify(BundleCodec.decode(file));
    } catch (BundleException e) {
      return new Verification.Broken(e.place(), e.reason());
    }
  }

  /** Verifies a bundle whose form is right. */
  public static Verification verify(RoundBundle bundle) {
    try {
      BundleVerifier verifier = new BundleVerifier(bundle);
      verifier.checkAll();
      return new Verification.Sound(
          verifier.networkId, bundle.height(), bundle.report().digest(verifier.networkId));
    } catch (BundleException e) {
      return new Verification.Broken(e.place(), e.reason());
    }
  }

  private void checkAll() throws BundleException {
    checkNames();
    checkCommittee();
    checkReport();
    checkProposal();
    List<ObservationBody> bodies = checkObservations();
    new DerivationCheck(bundle, committee).check(bodies);
    checkCommits();
    checkSignature();
  }

  /** Genesis and rules have no signature of their own: the snapshot must name them by hash. */
  private void checkNames() throws BundleException {
    Snapshot snapshot = bundle.snapshot();
    check(
        snapshot.networkId().equals(networkId),
        "genesis",
        "its network id " + networkId + " is not the snapshot's " + snapshot.networkId());
    Bytes32 rulesHash = RulesCodec.hash(bundle.rules());
    check(
        snapshot.rulesHash().equals(rulesHash),
        "rules",
        "their hash " + rulesHash + " is not the snapshot's " + snapshot.rulesHash());
    check(
        bundle.rules().anchor().chainId() == bundle.genesis().anchorChainId(),
        "rules",
        "their anchor chain is not that of the genesis");
  }

  private void checkCommittee() throws BundleException {
    var fault =
        FirstKeyVerifier.fault(
            bundle.genesis(), RulesCodec.hash(bundle.rules()), bundle.committee());
    check(fault.isEmpty(), "committee", fault.orElse(""));
    check(
        bundle.snapshot().keyEpoch() == bundle.committee().keyEpoch(),
        "snapshot: key epoch",
        "is not the committee's");
    long height = bundle.height();
    check(
        bundle.committee().validFromHeight() <= height
            && height < bundle.committee().expiresAtHeight(),
        "committee",
        "its key is not valid at height " + height);
  }

  /** Every field of the report but the sections root follows from the other parts. */
  private void checkReport() throws BundleException {
    Report report = bundle.report();
    Snapshot snapshot = bundle.snapshot();
    equal("report: key epoch", report.keyEpoch(), snapshot.keyEpoch());
    equal("report: height", report.height(), snapshot.height());
    equal("report: rules hash", report.rulesHash(), snapshot.rulesHash());
    equal("report: snapshot hash", report.snapshotHash(), SnapshotCodec.hash(snapshot));
    MerkleTree pins =
        MerkleTree.of(snapshot.pins().stream().map(pin -> new Leaf.PinLeaf(pin).hash()).toList());
    equal("report: pins root", report.pinsRoot(), pins.root());
    equal("report: previous report", report.previousReport(), snapshot.carried().previousReport());
    equal("report: anchor time", report.anchorTimeSeconds(), snapshot.anchorTimeSeconds());
    equal(
        "report: validity end",
        report.validityEndSeconds(),
        Math.addExact(report.anchorTimeSeconds(), bundle.rules().validitySeconds()));
    checkAnchor();
  }

  private void checkAnchor() throws BundleException {
    long chainId = bundle.rules().anchor().chainId();
    Pin anchor =
        bundle.snapshot().pins().stream()
            .filter(pin -> pin.chainId() == chainId)
            .findFirst()
            .orElseThrow(() -> new BundleException("snapshot: pins", "lack the anchor chain"));
    equal(
        "snapshot: anchor pin", anchor.number(), bundle.rules().anchor().blockOf(bundle.height()));
    equal("snapshot: anchor time", bundle.snapshot().anchorTimeSeconds(), anchor.timeSeconds());
  }

  private void checkProposal() throws BundleException {
    var proposal = bundle.proposal();
    equal("proposal: digest", proposal.digest(), toDigest(bundle.report().digest(networkId)));
    equal(
        "proposal: leader", proposal.member(), committee.leader(bundle.height(), proposal.round()));
    check(
        CommitCertificates.isSigned(proposal, committee, domain),
        "proposal: signature",
        "is not that of member " + proposal.member());
    check(
        bundle.observations().size() >= committee.quorum(),
        "observations",
        bundle.observations().size() + " where " + committee.quorum() + " are needed");
  }

  private List<ObservationBody> checkObservations() throws BundleException {
    List<ObservationRef> refs = bundle.proposal().observations().refs();
    List<ObservationBody> bodies = new ArrayList<>();
    for (int i = 0; i < bundle.observations().size(); i++) {
      ObservationVote vote = bundle.observations().get(i);
      String place = "observation of member " + vote.member();
      equal(place + ": hash", domain.structHash(vote), refs.get(i).hash());
      check(
          CommitCertificates.isSigned(vote, committee, domain),
          place + ": signature",
          "is not that of its member");
      check(
          vote.round() == bundle.proposal().observations().round()
              && vote.round() <= bundle.proposal().round(),
          place + ": round",
          "is not one the proposal can rest on");
      bodies.add(body(vote, place));
    }
    return bodies;
  }

  private static ObservationBody body(ObservationVote vote, String place) throws BundleException {
    try {
      ObservationBody body = ObservationCodec.decode(vote.body().toArray());
      check(
          body.height() == vote.height() && body.round() == vote.round(),
          place + ": body",
          "is for height " + body.height() + " round " + body.round());
      return body;
    } catch (CborException e) {
      throw new BundleException(place + ": body", "is not canonical at " + e.getMessage());
    }
  }

  private void checkCommits() throws BundleException {
    var commits = bundle.commits();
    equal("commit certificate: height", commits.height(), bundle.height());
    equal("commit certificate: digest", commits.digest(), bundle.proposal().digest());
    equal("commit certificate: round", commits.round(), bundle.proposal().round());
    var fault = CommitCertificates.fault(commits, committee);
    check(fault.isEmpty(), "commit certificate", fault.orElse(""));
  }

  private void checkSignature() throws BundleException {
    byte[] digest = bundle.report().digest(networkId).toByteArray();
    check(
        bundle.signature().verify(bundle.committee().groupKey(), digest),
        "group signature",
        "is not the group key's over the report's digest");
  }

  private static Digest toDigest(Bytes32 bytes) {
    return Digest.of(bytes.toByteArray());
  }

  static void equal(String place, Object actual, Object expected) throws BundleException {
    check(actual.equals(expected), place, "is " + actual + " where " + expected + " follows");
  }

  static void check(boolean holds, String place, String reason) throws BundleException {
    if (!holds) {
      throw new BundleException(place, reason);
    }
  }
}
