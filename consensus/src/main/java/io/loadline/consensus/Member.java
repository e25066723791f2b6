package io.loadline.consensus;

/**
 * One operator of a committee.
 *
 * @param index position in the committee, from 0; the FROST identifier is {@code index + 1}
 * @param identity address of the secp256k1 key that signs consensus messages
 * @param publicShare FROST public key share, SEC1 compressed
 */
public record Member(int index, Address identity, Bytes publicShare) {
  /** Length of a SEC1 compressed point. */
  public static final int POINT_LENGTH = 33;

  public Member {
    if (index < 0 || index >= Committee.MAX_MEMBERS) {
      throw new IllegalArgumentException("a member index is 0 to 63, was " + index);
    }
    if (publicShare.size() != POINT_LENGTH) {
      throw new IllegalArgumentException("a public share has 33 bytes, was " + publicShare.size());
    }
  }
}
