package io.loadline.node.bundle;

import io.loadline.consensus.Address;
import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Member;
import io.loadline.consensus.frost.GroupKey;
import io.loadline.consensus.frost.GroupSignature;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.message.MemberSignature;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Limits;
import io.loadline.risk.report.FirstKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The committee and the proof that the network's operators installed its group key: identity
 * signatures over {@link FirstKey}, and the key's own test signature.
 *
 * @param publicShares in member order
 * @param signatures over the statement, member rising
 * @param keyTest over the statement's {@code KeyTest}
 */
public record FirstKeyCertificate(
    long keyEpoch,
    GroupKey groupKey,
    int threshold,
    List<Address> identities,
    List<Point> publicShares,
    long validFromHeight,
    long expiresAtHeight,
    List<MemberSignature> signatures,
    GroupSignature keyTest) {
  public FirstKeyCertificate {
    Limits.uint63(keyEpoch, "key epoch");
    Limits.uint63(validFromHeight, "valid from height");
    Limits.require(expiresAtHeight > validFromHeight, "expires at height", expiresAtHeight);
    Limits.require(
        !identities.isEmpty() && identities.size() <= Committee.MAX_MEMBERS,
        "number of identities",
        identities.size());
    Limits.require(
        publicShares.size() == identities.size(), "number of public shares", publicShares.size());
    Limits.require(
        identities.stream().distinct().count() == identities.size(), "identities", "repeated");
    identities = List.copyOf(identities);
    publicShares = List.copyOf(publicShares);
    signatures = List.copyOf(signatures);
  }

  /** The committee as it votes in a network. */
  public Committee committee(Bytes32 networkId) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < identities.size(); i++) {
      members.add(new Member(i, identities.get(i), Bytes.of(publicShares.get(i).toBytes())));
    }
    return Committee.of(
        Digest.of(networkId.toByteArray()),
        keyEpoch,
        Bytes.of(groupKey.point().toBytes()),
        members);
  }

  /** What the identities signed. */
  public FirstKey statement(Bytes32 networkId, Bytes32 rulesHash) {
    return new FirstKey(
        keyEpoch,
        new BigInteger(1, groupKey.x()),
        groupKey.parity(),
        Bytes32.of(committee(networkId).digest().bytes()),
        rulesHash,
        validFromHeight,
        expiresAtHeight);
  }
}
