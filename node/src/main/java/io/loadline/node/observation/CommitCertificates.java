package io.loadline.node.observation;

import io.loadline.consensus.Committee;
import io.loadline.consensus.message.Certificate;
import io.loadline.consensus.message.Eip712;
import io.loadline.consensus.message.Vote;
import java.util.Optional;

/** Checks votes against the committee whose identities must have signed them. */
public final class CommitCertificates {
  private CommitCertificates() {}

  /** Whether a member of the committee really signed this vote. */
  public static boolean isSigned(Vote vote, Committee committee, Eip712 domain) {
    return vote.member() < committee.size()
        && vote.signature()
            .recover(domain.digest(vote))
            .filter(committee.member(vote.member()).identity()::equals)
            .isPresent();
  }

  /**
   * What is wrong with a COMMIT certificate: too few votes, or one that its member did not sign.
   */
  public static Optional<String> fault(Certificate certificate, Committee committee) {
    if (certificate.signatures().size() < committee.quorum()) {
      return Optional.of(
          certificate.signatures().size() + " votes where " + committee.quorum() + " decide");
    }
    Eip712 domain = new Eip712(committee);
    return certificate.asCommits().stream()
        .filter(vote -> !isSigned(vote, committee, domain))
        .findFirst()
        .map(vote -> "the vote of member " + vote.member() + " is not signed by its identity");
  }
}
