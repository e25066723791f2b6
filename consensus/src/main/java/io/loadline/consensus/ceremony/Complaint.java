package io.loadline.consensus.ceremony;

import io.loadline.consensus.frost.EqualityProof;
import io.loadline.consensus.frost.Point;

/**
 * "The share this dealer sent me is wrong." With the pair key anyone decrypts it and sees who lies.
 *
 * @param dealer participant number of the dealer
 * @param pairKey the Diffie-Hellman point of complainer and dealer
 * @param proof that the point is the right one
 */
public record Complaint(int dealer, Point pairKey, EqualityProof proof) {}
