package io.loadline.risk.bytes;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** Range and order checks of the formats; each names what was wrong. */
public final class Limits {
  private static final long MAX_UINT32 = 0xffff_ffffL;

  private Limits() {}

  /** A uint64 of the formats; values of 2^63 and more are refused, nothing real reaches them. */
  public static long uint63(long value, String name) {
    require(value >= 0, name, value);
    return value;
  }

  public static long uint32(long value, String name) {
    require(value >= 0 && value <= MAX_UINT32, name, value);
    return value;
  }

  public static BigInteger uint128(BigInteger value, String name) {
    require(value.signum() >= 0 && value.bitLength() <= 128, name, value);
    return value;
  }

  public static BigInteger uint256(BigInteger value, String name) {
    require(value.signum() >= 0 && value.bitLength() <= 256, name, value);
    return value;
  }

  public static BigInteger int128(BigInteger value, String name) {
    require(value.bitLength() <= 127, name, value);
    return value;
  }

  public static int index(int value, int size, String name) {
    require(value >= 0 && value < size, name, value);
    return value;
  }

  /**
   * Checks that every element is greater than the one before: canonical order without repetition.
   */
  public static <T> List<T> rising(List<T> list, Comparator<? super T> order, String name) {
    for (int i = 1; i < list.size(); i++) {
      if (order.compare(list.get(i - 1), list.get(i)) >= 0) {
        throw new IllegalArgumentException(name + " must rise, element " + i + " does not");
      }
    }
    return List.copyOf(list);
  }

  public static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }
}
