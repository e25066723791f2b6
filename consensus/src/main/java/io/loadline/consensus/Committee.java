package io.loadline.consensus;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Who may vote and sign under one group key. Every vote names {@link #digest}, so votes of one
 * committee mean nothing in another.
 */
public final class Committee {
  /** The largest committee. */
  public static final int MAX_MEMBERS = 64;

  private final Digest networkId;
  private final long keyEpoch;
  private final Bytes groupKey;
  private final List<Member> members;
  private final Digest digest;
  private final int[] leaders;

  private Committee(Digest networkId, long keyEpoch, Bytes groupKey, List<Member> members) {
    this.networkId = networkId;
    this.keyEpoch = keyEpoch;
    this.groupKey = groupKey;
    this.members = members;
    this.digest = digestOf(networkId, keyEpoch, groupKey, members);
    this.leaders = permutation(digest, members.size());
  }

  /**
   * A committee of 1 to 64 members in index order, with distinct identities.
   *
   * @param groupKey SEC1 compressed group public key
   */
  public static Committee of(
      Digest networkId, long keyEpoch, Bytes groupKey, List<Member> members) {
    if (members.isEmpty() || members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException("a committee has 1 to 64 members, was " + members.size());
    }
    if (groupKey.size() != Member.POINT_LENGTH) {
      throw new IllegalArgumentException("a group key has 33 bytes, was " + groupKey.size());
    }
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).index() != i) {
        throw new IllegalArgumentException("member " + i + " stands at another index");
      }
    }
    if (members.stream().map(Member::identity).distinct().count() != members.size()) {
      throw new IllegalArgumentException("two members share one identity address");
    }
    return new Committee(networkId, keyEpoch, groupKey, List.copyOf(members));
  }

  /** The network whose EIP-712 domain all votes are signed in. */
  public Digest networkId() {
    return networkId;
  }

  /** The epoch of the group key. */
  public long keyEpoch() {
    return keyEpoch;
  }

  /** The group public key, SEC1 compressed. */
  public Bytes groupKey() {
    return groupKey;
  }

  /** The hash that names this committee in every vote (docs/formats.md, section 1). */
  public Digest digest() {
    return digest;
  }

  /** All members in index order. */
  public List<Member> members() {
    return members;
  }

  /** The member at an index. */
  public Member member(int index) {
    return members.get(index);
  }

  /** Number of members, n. */
  public int size() {
    return members.size();
  }

  /** How many members may be faulty: floor((n - 1) / 3). */
  public int faults() {
    return (size() - 1) / 3;
  }

  /** Votes that decide, and the signing threshold: ceil(2n / 3). */
  public int quorum() {
    return (2 * size() + 2) / 3;
  }

  /** The member that proposes in a round. */
  public int leader(long height, int round) {
    return leaders[(int) Math.floorMod(height + round, (long) size())];
  }

  /** The index of the member with this identity. */
  public OptionalInt indexOf(Address identity) {
    for (Member member : members) {
      if (member.identity().equals(identity)) {
        return OptionalInt.of(member.index());
      }
    }
    return OptionalInt.empty();
  }

  private static Digest digestOf(
      Digest networkId, long keyEpoch, Bytes groupKey, List<Member> members) {
    byte[] key = groupKey.toArray();
    int n = members.size();
    AbiWords words =
        new AbiWords()
            .word(networkId)
            .uint(keyEpoch)
            .word(Digest.of(Arrays.copyOfRange(key, 1, 33)))
            .uint(key[0] & 1)
            .uint((2L * n + 2) / 3)
            .uint(7 * 32L)
            .uint((8 + n) * 32L);
    words.uint(n);
    members.forEach(member -> words.address(member.identity()));
    words.uint(n);
    for (int i = 0; i < n; i++) {
      words.uint((n + 3L * i) * 32);
    }
    members.forEach(
        member -> words.uint(Member.POINT_LENGTH).padded(member.publicShare().toArray()));
    return words.keccak();
  }

  /** Fisher-Yates from the end; step i swaps with keccak256(committee || uint32 i) mod (i + 1). */
  private static int[] permutation(Digest seed, int n) {
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = n - 1; i > 0; i--) {
      byte[] step = ByteBuffer.allocate(Integer.BYTES).putInt(i).array();
      int j =
          new BigInteger(1, Keccak.hash(seed.bytes(), step).bytes())
              .mod(BigInteger.valueOf(i + 1L))
              .intValueExact();
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
