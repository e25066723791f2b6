package io.loadline.consensus.message;

import io.loadline.consensus.Bytes;

/**
 * One signer of a session and the nonces it is asked to use.
 *
 * @param nonces hiding and binding commitment, SEC1 compressed, 66 bytes
 */
public record SessionNonces(int member, Bytes nonces) {}
