package io.loadline.consensus.roast;

import io.loadline.consensus.Digest;

/**
 * What a signature is wanted for, and the decision it rests on. Nonces are bound to it.
 *
 * @param round the round whose COMMIT quorum the coordinator holds
 */
public record SigningSubject(long height, int round, Digest digest) {}
