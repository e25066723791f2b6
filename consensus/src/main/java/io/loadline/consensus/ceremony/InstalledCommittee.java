package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Committee;
import io.loadline.consensus.Digest;
import io.loadline.consensus.Member;
import io.loadline.consensus.frost.GroupKey;
import io.loadline.consensus.frost.Point;
import io.loadline.consensus.frost.SigningGroup;
import java.util.List;

/**
 * The committee that holds the key now, <b>as the chain names it</b>. Its key, threshold and public
 * shares never come from a proposal or a peer: a proposer that could state the old threshold could
 * lower it.
 *
 * @param committee identities and public shares
 * @param group the same as a sharing of the group key
 */
public record InstalledCommittee(Committee committee, SigningGroup group) {
  public InstalledCommittee {
    if (!group.equals(groupOf(committee))) {
      throw new IllegalArgumentException("the group is not this committee's");
    }
  }

  /**
   * The committee with the digest that the chain has installed. The digest covers key epoch, group
   * key, threshold, identities and public shares.
   *
   * @throws IllegalArgumentException if the committee has another digest, or its public shares are
   *     no sharing of its key
   */
  public static InstalledCommittee fromChain(Digest installed, Committee committee) {
    if (!committee.digest().equals(installed)) {
      throw new IllegalArgumentException(
          "The chain has installed committee "
              + installed
              + ", not "
              + committee.digest()
              + ". Fetch the members of the installed committee.");
    }
    return new InstalledCommittee(committee, groupOf(committee));
  }

  private static SigningGroup groupOf(Committee committee) {
    List<Point> shares =
        committee.members().stream()
            .map(Member::publicShare)
            .map(InstalledCommittee::point)
            .toList();
    return new SigningGroup(new GroupKey(point(committee.groupKey())), committee.quorum(), shares);
  }

  private static Point point(Bytes bytes) {
    return Point.parse(bytes.toArray())
        .orElseThrow(() -> new IllegalArgumentException(bytes + " is no point of the curve"));
  }
}
