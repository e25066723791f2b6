/**
 * FROST(secp256k1, SHA-256) exactly as RFC 9591: keys, nonces, signature shares, one group
 * signature. May use: consensus (Digest), BouncyCastle. Used by: roast, and whoever holds or checks
 * keys. Never: I/O, clocks, logging.
 */
@NullMarked
package io.loadline.consensus.frost;

import org.jspecify.annotations.NullMarked;
