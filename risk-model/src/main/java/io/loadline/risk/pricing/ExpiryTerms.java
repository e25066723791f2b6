package io.loadline.risk.pricing;

/**
 * What holds for all instruments of an asset that expire together.
 *
 * @param secondsLeft 0 once it is past
 * @param longE9 what a positive sum of option values counts, in billionths
 * @param shortE9 what a negative sum counts
 * @param basisFactorE9 share of a basis row's loss that counts
 * @param nearExpiry it may be past before the book is closed, so that its gains do not count
 */
public record ExpiryTerms(
    long expirySeconds,
    long secondsLeft,
    long longE9,
    long shortE9,
    long basisFactorE9,
    boolean nearExpiry) {}
