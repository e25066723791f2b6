package io.loadline.risk.twin;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random choices from a seed; the same seed makes the same choices everywhere. */
final class Dice {
  private static final int HUNDRED = 100;

  private final SplittableRandom random;

  Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** For a part whose number of choices must not move those of the others. */
  Dice split() {
    return new Dice(random.split());
  }

  boolean percent(int chance) {
    return random.nextInt(HUNDRED) < chance;
  }

  /** Both ends included. */
  long between(long low, long high) {
    return high == Long.MAX_VALUE
        ? random.nextLong(low - 1, high) + 1
        : random.nextLong(low, high + 1);
  }

  int index(int size) {
    return random.nextInt(size);
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  long pick(long... values) {
    return values[random.nextInt(values.length)];
  }

  /** One of the ends, or anything between them. */
  long edge(long low, long high) {
    return switch (random.nextInt(4)) {
      case 0 -> low;
      case 1 -> high;
      default -> between(low, high);
    };
  }

  /** Between two positive numbers, every order of magnitude as likely as any other. */
  long magnitude(long low, long high) {
    int lowBits = Long.SIZE - Long.numberOfLeadingZeros(low);
    int highBits = Long.SIZE - Long.numberOfLeadingZeros(high);
    int bits = (int) between(lowBits, highBits);
    long least = Math.max(low, 1L << (bits - 1));
    long most = bits == Long.SIZE - 1 ? high : Math.min(high, (1L << bits) - 1);
    return between(least, most);
  }

  /** A positive integer of at most that many bits, every length as likely as any other. */
  BigInteger bits(int most) {
    int bits = 1 + random.nextInt(most);
    var bytes = new byte[(most + Byte.SIZE - 1) / Byte.SIZE];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return new BigInteger(1, bytes)
        .setBit(bits - 1)
        .and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
  }

  /** Each of them with that chance, in the same order. */
  <T> List<T> some(List<T> list, int chance) {
    return list.stream().filter(_ -> percent(chance)).toList();
  }

  /** The first few of them in random order. */
  <T> List<T> sample(List<T> list, int count) {
    var left = new ArrayList<>(list);
    var chosen = new ArrayList<T>();
    while (!left.isEmpty() && chosen.size() < count) {
      chosen.add(left.remove(index(left.size())));
    }
    return chosen;
  }

  /** value * (1 + share), share of at most that many millionths either way. */
  BigInteger near(BigInteger value, long millionths) {
    return value
        .multiply(BigInteger.valueOf(1_000_000 + between(-millionths, millionths)))
        .divide(BigInteger.valueOf(1_000_000));
  }
}
