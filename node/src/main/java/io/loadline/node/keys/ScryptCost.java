package io.loadline.node.keys;

/**
 * The price of one guess at the password.
 *
 * @param n CPU and memory cost, a power of two
 * @param r block size
 * @param p parallelism
 */
public record ScryptCost(int n, int r, int p) {
  private static final int MAX_N = 1 << 20;
  private static final long MAX_MEMORY_BYTES = 1L << 30;

  /** What wallets use: about a second and 256 MiB. */
  public static final ScryptCost STANDARD = new ScryptCost(1 << 18, 8, 1);

  /** For throw-away networks on one machine: about 50 ms and 4 MiB. */
  public static final ScryptCost LIGHT = new ScryptCost(1 << 12, 8, 6);

  public ScryptCost {
    boolean bounded =
        n > 1
            && n <= MAX_N
            && Integer.bitCount(n) == 1
            && r >= 1
            && r <= 64
            && p >= 1
            && p <= 64
            && (r > 1 || n < 1 << 16) // RFC 7914, section 2: N < 2^(128 * r / 8)
            && 128L * n * r <= MAX_MEMORY_BYTES;
    if (!bounded) {
      throw new IllegalArgumentException(
          "scrypt cost out of range: n=" + n + " r=" + r + " p=" + p);
    }
  }
}
