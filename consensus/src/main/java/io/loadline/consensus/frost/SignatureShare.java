package io.loadline.consensus.frost;

/** One signer's part of the response: the group's z is the sum of a package's shares. */
public record SignatureShare(Identifier signer, Scalar z) {}
