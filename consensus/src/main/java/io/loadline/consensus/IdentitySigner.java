package io.loadline.consensus;

/** Holds one operator's identity key; the key itself may live in another process. */
public interface IdentitySigner {
  /** The address that signatures recover to. */
  Address address();

  /** Signs an EIP-712 digest as it is, without a further prefix or hash. */
  RecoverableSignature sign(Digest digest);
}
