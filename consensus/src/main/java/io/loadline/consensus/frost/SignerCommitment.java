package io.loadline.consensus.frost;

/** Who signs with which announced nonces: one line of a {@link SigningPackage}. */
public record SignerCommitment(Identifier signer, NonceCommitment commitment) {}
