package io.loadline.consensus.frost;

/**
 * A key-share holder's place in its group: member index plus one, for the polynomial's value at 0
 * is the group's secret. Who sent a message is known from its signature, never from its content.
 *
 * @param number 1 to {@link #MAXIMUM}
 */
public record Identifier(int number) implements Comparable<Identifier> {
  /** The largest identifier: far above any committee, small enough for two bytes on the wire. */
  public static final int MAXIMUM = 65_535;

  public Identifier {
    if (number < 1 || number > MAXIMUM) {
      throw new IllegalArgumentException("an identifier is 1 to " + MAXIMUM + ", was " + number);
    }
  }

  /** The identifier of the committee member with this index, counted from 0. */
  public static Identifier ofMember(int member) {
    return new Identifier(Math.addExact(member, 1));
  }

  /** The committee member's index, counted from 0. */
  public int member() {
    return number - 1;
  }

  /** As the x coordinate of the sharing polynomial. */
  public Scalar scalar() {
    return Scalar.of(number);
  }

  @Override
  public int compareTo(Identifier other) {
    return Integer.compare(number, other.number);
  }
}
