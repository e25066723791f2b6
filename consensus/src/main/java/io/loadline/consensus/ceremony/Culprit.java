package io.loadline.consensus.ceremony;

import io.loadline.consensus.Address;

/** Who did not do its part, and what it did instead. Agreed by the holders, so equal everywhere. */
public record Culprit(Address identity, Fault fault) implements Comparable<Culprit> {
  /** Ways to fail. All but {@link #ABSENT} are proven by the participant's own signature. */
  public enum Fault {
    /** Said nothing that reached a quorum in time: perhaps down, perhaps cut off. */
    ABSENT(1, false),
    /** Signed two different messages for one phase. */
    EQUIVOCATION(2, true),
    /** Not as many commitments as the threshold: the threshold would be another. */
    COMMITMENT_COUNT(3, true),
    /** The proof of possession does not hold in this session. */
    WRONG_PROOF(4, true),
    /** The same constant term as another dealer's. */
    SAME_SECRET(5, true),
    /** Deals another secret than the share it holds. */
    OTHER_SECRET(6, true),
    /** A dealing that does not rest on what was decided. */
    WRONG_DEALING(7, true),
    /** An encrypted share that does not fit the commitments. */
    WRONG_SHARE(8, true),
    /** As many receivers complained as could sign: out at once. */
    MANY_COMPLAINTS(9, true),
    /** Complained about a share that is right, or with a wrong key. */
    FALSE_COMPLAINT(10, true),
    /** Says it deals, but is no holder; or holds, and does not deal. */
    WRONG_ROLE(11, true);

    private final int code;
    private final boolean proven;

    Fault(int code, boolean proven) {
      this.code = code;
      this.proven = proven;
    }

    /** The number that is hashed into the transcript. */
    public int code() {
      return code;
    }

    /** Whether signed messages show it to anybody. */
    public boolean proven() {
      return proven;
    }
  }

  @Override
  public int compareTo(Culprit other) {
    int byIdentity = identity.compareTo(other.identity);
    return byIdentity != 0 ? byIdentity : fault.compareTo(other.fault);
  }
}
