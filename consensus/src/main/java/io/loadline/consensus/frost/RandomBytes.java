package io.loadline.consensus.frost;

/**
 * Where fresh randomness comes from; production gives {@code new SecureRandom()::nextBytes}. A
 * source that repeats itself gives away key shares.
 */
@FunctionalInterface
public interface RandomBytes {
  /** Overwrites the whole array with fresh random bytes. */
  void fill(byte[] target);
}
