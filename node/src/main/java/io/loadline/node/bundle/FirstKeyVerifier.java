package io.loadline.node.bundle;

import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.frost.SigningGroup;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.FirstKey;
import io.loadline.risk.rules.Genesis;
import java.util.List;
import java.util.Optional;

/** Checks that a network's operators installed a group key, starting from the genesis alone. */
public final class FirstKeyVerifier {
  private FirstKeyVerifier() {}

  /** The first thing that is wrong; empty if the certificate holds. */
  public static Optional<String> fault(
      Genesis genesis, Bytes32 rulesHash, FirstKeyCertificate certificate) {
    List<Address> identities =
        certificate.identities().stream().map(identity -> Address.of(identity.bytes())).toList();
    if (!identities.equals(genesis.operators())) {
      return Optional.of("the identities are not the operators of the genesis");
    }
    Committee committee = certificate.committee(genesis.networkId());
    if (certificate.threshold() != committee.quorum()) {
      return Optional.of(
          "the threshold is " + certificate.threshold() + ", not " + committee.quorum());
    }
    return sharesFault(certificate)
        .or(() -> signatureFault(genesis, rulesHash, certificate, committee))
        .or(() -> keyTestFault(genesis, rulesHash, certificate));
  }

  private static Optional<String> sharesFault(FirstKeyCertificate certificate) {
    try {
      var _ =
          new SigningGroup(
              certificate.groupKey(), certificate.threshold(), certificate.publicShares());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("the public shares do not belong to the group key: " + e.getMessage());
    }
  }

  private static Optional<String> signatureFault(
      Genesis genesis, Bytes32 rulesHash, FirstKeyCertificate certificate, Committee committee) {
    List<MemberSignature> signatures = certificate.signatures();
    if (signatures.size() < committee.quorum()) {
      return Optional.of(
          signatures.size() + " operators signed where " + committee.quorum() + " must");
    }
    Digest statement =
        Digest.of(
            certificate
                .statement(genesis.networkId(), rulesHash)
                .digest(genesis.networkId())
                .toByteArray());
    int last = -1;
    for (MemberSignature signed : signatures) {
      boolean right =
          signed.member() > last
              && signed.member() < committee.size()
              && signed
                  .signature()
                  .recover(statement)
                  .filter(committee.member(signed.member()).identity()::equals)
                  .isPresent();
      if (!right) {
        return Optional.of("member " + signed.member() + " did not sign for this key");
      }
      last = signed.member();
    }
    return Optional.empty();
  }

  private static Optional<String> keyTestFault(
      Genesis genesis, Bytes32 rulesHash, FirstKeyCertificate certificate) {
    FirstKey statement = certificate.statement(genesis.networkId(), rulesHash);
    byte[] message = statement.keyTest().digest(genesis.networkId()).toByteArray();
    return certificate.keyTest().verify(certificate.groupKey(), message)
        ? Optional.empty()
        : Optional.of("the group key's test signature is wrong");
  }
}
